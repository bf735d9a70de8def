namespace MtlDsl.Training.Data;

/// <summary>The lists in which Pascal VOC says what is for training and what for testing, in ImageSets/Main and /Segmentation.</summary>
internal static class VocImageSets
{
    private static readonly string[] Kinds = ["Main", "Segmentation"];

    /// <summary>The stems of a split.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="imageSet">A list by name ("train" or "Segmentation/train"); null for the split's usual one.</param>
    /// <returns>The stems in the list's order, none for a validation part that has no list; null where the data set has no lists.</returns>
    /// <exception cref="DataException">There are lists, but not the one that is asked for; or it is empty.</exception>
    public static IReadOnlyList<string>? Read(string root, Split split, string? imageSet)
    {
        var folders = Kinds.Select(kind => Path.Combine(root, "ImageSets", kind)).Where(Directory.Exists).ToArray();
        if (folders.Length == 0 && imageSet is null)
            return null;
        if (imageSet is null && split == Split.Validation && !SetsValidationAside(folders[0]))
            return [];
        var path = imageSet is null ? Usual(folders, split) : Named(root, folders, imageSet);
        string[] stems = [.. DataText.Read(path).Split('\n').Select(Stem).Where(stem => stem.Length > 0)];
        return stems.Length > 0 ? stems : throw new DataException($"The image list '{path}' is empty.");
    }

    // Lists of one class carry a second column that says whether the class is there: 1, -1, or 0 where it is difficult. Stems may have spaces.
    private static string Stem(string line)
    {
        var text = line.Trim();
        var end = text.LastIndexOfAny([' ', '\t']);
        return end > 0 && text[(end + 1)..] is "1" or "-1" or "0" ? text[..end].TrimEnd() : text;
    }

    /// <summary>
    /// Testing takes "test", or "val" in a year whose test set was never published; training takes what is left: "trainval" beside
    /// "test", "train" beside "val", so that no image is in both.
    /// </summary>
    private static string Usual(string[] folders, Split split)
    {
        foreach (var folder in folders)
        {
            string? List(string name) => VocImageSets.List(folder, name);
            var test = List("test");
            var found = split switch
            {
                Split.Test => test ?? List("val"),
                Split.Validation => SetsValidationAside(folder) ? List("val") : null,
                _ => test is null && List("val") is not null ? List("train") : List("trainval") ?? List("train"),
            };
            if (found is not null)
                return found;
        }
        var places = string.Join(" and ", folders.Select(folder => $"'{folder}'"));
        throw new DataException(split == Split.Test
            ? $"There is no list of images for testing (test.txt or val.txt) in {places}."
            : $"There is no list of images for training (trainval.txt or train.txt) in {places}.");
    }

    /// <summary>Whether "val" is neither tested on, for there is "test", nor learnt from, as it is where there is "trainval".</summary>
    private static bool SetsValidationAside(string folder) =>
        List(folder, "test") is not null && List(folder, "val") is not null && List(folder, "trainval") is null;

    private static string? List(string folder, string name) =>
        Path.Combine(folder, name + ".txt") is var path && File.Exists(path) ? path : null;

    private static string Named(string root, string[] folders, string imageSet)
    {
        var candidates = folders.Append(Path.Combine(root, "ImageSets")).Select(folder => Path.Combine(folder, imageSet + ".txt"));
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new DataException($"'{root}' has no image list '{imageSet}.txt' in ImageSets/Main or ImageSets/Segmentation.");
    }
}
