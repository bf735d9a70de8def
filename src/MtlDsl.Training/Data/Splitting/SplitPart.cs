namespace MtlDsl.Training.Data;

/// <summary>The part of a data set whose folders say by their names what is for training and what for testing.</summary>
/// <param name="IsSplit">Whether they do.</param>
/// <param name="Name">The name of the part's folders, "train2017"; null for a part that is not set aside.</param>
/// <param name="Leads">Whether they lie around those of images and labels, <c>train/images</c>, and not in them, <c>images/train</c>.</param>
internal readonly record struct SplitPart(bool IsSplit, string? Name, bool Leads)
{
    private static readonly char[] digits = [.. "0123456789"];

    /// <summary>Whether nothing is set aside for the part.</summary>
    public bool IsEmpty => IsSplit && Name is null;

    /// <summary>The part's folder for images, or labels.</summary>
    public string In(string folder) => !IsSplit ? folder : Leads ? $"{Name}/{folder}" : $"{folder}/{Name}";

    /// <summary>Looks for folders of parts in a folder of images, or around it where the data set itself has none of its name.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="images">The folder of its images.</param>
    /// <param name="split">
    /// Which part; testing takes "val" where there is no "test". Also "training", "valid", "validation", "testing", "test-dev" and "test-challenge"
    /// are known, and a number may follow: "train2017".
    /// </param>
    /// <param name="canBePart">Whether a folder of such a name is a part; null where its name is enough.</param>
    /// <exception cref="DataException">There are such folders, but not the one that is asked for, or two of a kind.</exception>
    public static SplitPart Find(string root, string images, Split split, Func<string, bool>? canBePart = null)
    {
        var leads = !Directory.Exists(Path.Combine(root, images));
        var around = leads ? root : Path.Combine(root, images);
        var names = DatasetFolder.Folders(around).Where(path => canBePart?.Invoke(path) != false)
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        var (train, validation, test) = (Of("train", "training"), Of("val", "valid", "validation"), Of("test", "testing", "test-dev", "test-challenge"));
        if (train is null && validation is null && test is null)
            return default;
        var found = SplitChoice.Of(split, train, validation, test);
        return found is not null || split == Split.Validation
            ? new(true, found, leads)
            : throw new DataException($"'{around}' has folders for parts of the data set ({string.Join(", ", names)}), but none for {split}.");

        string? Of(params string[] words)
        {
            var matches = names.Where(name => words.Contains(name.TrimEnd(digits), StringComparer.OrdinalIgnoreCase)).ToArray();
            return matches.Length <= 1
                ? matches.FirstOrDefault()
                : throw new DataException($"'{around}' has several folders for one part ({string.Join(", ", matches)}); keep one.");
        }
    }
}
