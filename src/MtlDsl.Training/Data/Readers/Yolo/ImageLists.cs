namespace MtlDsl.Training.Data;

/// <summary>The lists of a part's images that a YAML file names, <c>train: train.txt</c>: text files with a path a line.</summary>
internal sealed class ImageLists
{
    private readonly string root;
    private readonly string[] lists;

    private ImageLists(string root, IEnumerable<string> lists) => (this.root, this.lists) = (root, [.. lists.Select(list => Path.Combine(root, list))]);

    /// <summary>Whether nothing is set aside for the part.</summary>
    public bool IsEmpty => lists.Length == 0;

    /// <summary>Finds the lists of a part.</summary>
    /// <param name="yaml">The file that names them.</param>
    /// <param name="root">The data set's folder.</param>
    /// <param name="split">Which part; testing takes "val" where there is no "test".</param>
    /// <returns>Null where the file names no lists for any part.</returns>
    /// <exception cref="DataException">Other parts have lists, but this one has none, or a folder.</exception>
    public static ImageLists? Find(YamlFile yaml, string root, Split split)
    {
        var (train, validation, test) = (yaml.Items("train"), yaml.Items("val"), yaml.Items("test"));
        if (!train.Concat(validation).Concat(test).Any(item => IsList(item.Value)))
            return null;
        var found = SplitChoice.Of(split, train, validation, test.Count > 0 ? test : null) ?? [];
        if (found.FirstOrDefault(item => !IsList(item.Value)) is { Value: not null } other)
            throw yaml.Fault(other.Line, $"'{other.Value}' is no list of images (.txt) as another part has; name lists for all parts, or folders for all");
        return found.Count > 0 || split == Split.Validation
            ? new(root, found.Select(item => item.Value))
            : throw new DataException($"'{yaml.Path}' names lists of images, but none for {split}; add one.");
    }

    /// <summary>The stems of the images in the lists, in their order.</summary>
    /// <param name="images">The paths of all images by their stems.</param>
    /// <exception cref="DataException">A list cannot be read, or names what is no image of the data set.</exception>
    public IReadOnlyList<string> Stems(IReadOnlyDictionary<string, string> images)
    {
        var stems = images.ToDictionary(image => Path.GetFullPath(image.Value), image => image.Key, StringComparer.Ordinal);
        return [.. lists.SelectMany(Lines).Select(Stem).Distinct()];

        string Stem((string List, int Number, string Path) line) => new[] { Path.GetDirectoryName(line.List)!, root }
            .Select(folder => stems.GetValueOrDefault(Path.GetFullPath(Path.Combine(folder, line.Path)))).FirstOrDefault(stem => stem is not null)
            ?? throw new DataException(
                $"{line.List}, line {line.Number}: '{line.Path}' is no image in 'images' of '{root}'; "
                + "expected is its path from the folder of the list, \"./images/a.jpg\".");
    }

    private static IEnumerable<(string List, int Number, string Path)> Lines(string list) =>
        DatasetFolder.ReadText(list).Split('\n').Select((line, index) => (list, index + 1, line.Trim())).Where(line => line.Item3.Length > 0);

    private static bool IsList(string value) => value.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
}
