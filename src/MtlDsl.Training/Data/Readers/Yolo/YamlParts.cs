namespace MtlDsl.Training.Data;

/// <summary>
/// The images of a part as a YAML file names them, <c>train: images/train</c>: a folder, a list (train.txt, a path a line), or several of either. They
/// lie where the file's <c>path</c> says, or beside the file.
/// </summary>
internal sealed class YamlParts
{
    private readonly YamlFile yaml;
    private readonly DatasetFolder folder;
    private readonly bool allowOutside;
    private readonly string[] bases;

    private YamlParts(YamlFile yaml, DatasetFolder folder, bool allowOutside)
    {
        (this.yaml, this.folder, this.allowOutside) = (yaml, folder, allowOutside);
        var beside = Path.GetDirectoryName(yaml.Path)!;
        bases = [.. yaml.Items("path").Select(item => Path.Combine(beside, item.Value)), beside, folder.Root];
    }

    /// <summary>The folders of the part.</summary>
    public IReadOnlyList<string> Folders { get; private set; } = [];

    /// <summary>The images in the lists of the part, in their order.</summary>
    public IReadOnlyList<string> Images { get; private set; } = [];

    /// <summary>Whether nothing is set aside for the part.</summary>
    public bool IsEmpty => Folders.Count + Images.Count == 0;

    /// <summary>Finds a part.</summary>
    /// <param name="yaml">The file that names it.</param>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="split">Which part; testing takes "val" where there is no "test".</param>
    /// <param name="allowOutside">Whether the part may lie outside of the data set's folder.</param>
    /// <returns>Null where the file names no parts.</returns>
    /// <exception cref="DataException">Others are named but not this one, or what is named is not there or outside of the folder.</exception>
    public static YamlParts? Find(YamlFile yaml, DatasetFolder folder, Split split, bool allowOutside)
    {
        var (train, validation, test) = (yaml.Items("train"), yaml.Items("val"), yaml.Items("test"));
        if (train.Count + validation.Count + test.Count == 0)
            return null;
        var found = SplitChoice.Of(split, train, validation, test.Count > 0 ? test : null) ?? [];
        if (found.Count == 0 && split != Split.Validation)
            throw new DataException($"'{yaml.Path}' names parts of the data set, but none for {split}; add one.");
        var parts = new YamlParts(yaml, folder, allowOutside);
        var places = found.Select(item => parts.Resolve(item.Value, item.Line)).Distinct().ToLookup(Directory.Exists);
        (parts.Folders, parts.Images) = ([.. places[true]], [.. places[false].SelectMany(parts.Listed).Distinct()]);
        return parts;
    }

    private string Resolve(string value, int line)
    {
        var places = Places(value).Where(place => Directory.Exists(place) || (IsList(place) && File.Exists(place))).ToList();
        return places.FirstOrDefault(IsAllowed)
            ?? throw yaml.Fault(line, places.Count > 0
                ? $"'{value}' lies outside of the data set's folder '{folder.Root}'; move it there, or declare AllowOutside = true"
                : $"'{value}' is no folder of images and no list of them (.txt) in '{folder.Root}'; correct it, or remove the line to have the images divided otherwise");
    }

    // As it says; else as a file that was written for another place says it: "../train/images", "/content/set/train/images".
    private IEnumerable<string> Places(string value)
    {
        foreach (var around in bases)
            yield return Path.GetFullPath(Path.Combine(around, value));
        string[] names = [.. value.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(name => name is ".." or ".")];
        for (var first = 0; first == 0 || first < names.Length - 1; first++)
            yield return Path.GetFullPath(Path.Combine([folder.Root, .. names[first..]]));
    }

    private IEnumerable<string> Listed(string list)
    {
        var around = bases.Prepend(Path.GetDirectoryName(list)!);
        var lines = DataText.Read(list).Split('\n', StringSplitOptions.TrimEntries);
        for (var number = 1; number <= lines.Length; number++)
            if (lines[number - 1] is { Length: > 0 } line)
                yield return around.Select(from => Path.GetFullPath(Path.Combine(from, line))).FirstOrDefault(path => Imaging.ImageFiles.IsImage(path) && File.Exists(path) && IsAllowed(path))
                    ?? throw new DataException(
                        $"{list}, line {number}: '{Excerpt.Of(line)}' is no image in '{folder.Root}'; expected is its path from the folder of the list, \"./images/a.jpg\".");
    }

    private bool IsAllowed(string place) => allowOutside || folder.Contains(place);

    private static bool IsList(string path) => path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
}
