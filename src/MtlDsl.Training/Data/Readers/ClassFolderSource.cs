namespace MtlDsl.Training.Data;

/// <summary>
/// Images in a folder for each class, as ImageNet is kept, or for each identity: CAT/1.jpg. Folders called train, val and test around them say
/// what is for what; otherwise a <see cref="SplitRule"/> does, class by class. Identities are divided whole: those that are tested on were
/// never seen.
/// </summary>
public sealed class ClassFolderSource : IExampleSource
{
    private readonly (string Image, string Label, string? Origin)[] entries;
    private readonly bool areIdentities;

    /// <summary>Opens a split. Only names of files are read.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <param name="areIdentities">Whether a folder is an identity; otherwise it is a class.</param>
    /// <param name="rule">How images are divided; null for the usual.</param>
    /// <exception cref="DataException">There are no folders with images.</exception>
    public ClassFolderSource(string? root, Split split, bool areIdentities = false, SplitRule? rule = null)
    {
        this.areIdentities = areIdentities;
        rule ??= SplitRule.Default;
        var kind = areIdentities ? "identity" : "class";
        var folder = new DatasetFolder(root, $"a folder with images for each {kind}");
        // A folder of images called "train" is the class of trains.
        var part = SplitPart.Find(folder.Root, ".", split, path => Directory.EnumerateDirectories(path).Any());
        var around = part.Name is null ? folder.Root : Path.Combine(folder.Root, part.Name);
        var all = part.IsEmpty ? [] : Directory.EnumerateDirectories(around).Order(NaturalOrder.Instance)
            .Select(path => (Label: Path.GetFileName(path), Images: Images(path))).Where(group => group.Images.Length > 0).ToArray();
        if (all.Length == 0 && split != Split.Validation)
            throw new DataException($"'{around}' has no folders with images; expected is one for each {kind}.");
        entries = [.. part.IsSplit ? all.SelectMany(Whole) : areIdentities ? Identities() : all.SelectMany(Divided)];

        IEnumerable<(string, string, string?)> Whole((string Label, string[] Images) group) => group.Images.Select(image => (image, group.Label, (string?)null));

        IEnumerable<(string, string, string?)> Divided((string Label, string[] Images) group) =>
            rule.Part(group.Images.Select(image => Path.GetFileName(image)), split, around)
                .Select(image => (Path.Combine(around, group.Label, image.Name), group.Label, image.Origin));

        IEnumerable<(string, string, string?)> Identities()
        {
            var chosen = SplitRule.Default.Part(all.Select(group => group.Label), split, around).Select(label => label.Name).ToHashSet();
            return all.Where(group => chosen.Contains(group.Label)).SelectMany(Whole);
        }
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => areIdentities ? LabelKinds.Identities : LabelKinds.Classes;

    /// <summary>The origin that the rule gives; for an identity the identity, whose images are kept together.</summary>
    public string? Origin(int index) => areIdentities ? entries[index].Label : entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var (image, label, _) = entries[index];
        var example = new Example($"{label}/{Path.GetFileNameWithoutExtension(image)}", DatasetFolder.ReadImage(image), null, null);
        return areIdentities ? example with { Identity = label } : example with { Class = label };
    }

    private static string[] Images(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(path => DatasetFolder.ImageExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)).Order(NaturalOrder.Instance)];
}
