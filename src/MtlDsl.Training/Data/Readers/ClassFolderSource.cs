namespace MtlDsl.Training.Data;

/// <summary>
/// Images in a folder for each class, as ImageNet is kept, or for each identity: CAT/1.jpg, or in folders of that, CAT/SET/1.jpg. Folders called
/// train, val and test around them say what is for what; otherwise a <see cref="SplitRule"/> does, class by class. Identities are divided whole:
/// those that are tested on were never seen.
/// </summary>
public sealed class ClassFolderSource : IExampleSource
{
    private readonly Entry[] entries;
    private readonly bool areIdentities;

    /// <summary>Opens a split. Only names of files are read.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <param name="areIdentities">Whether a folder is an identity; otherwise it is a class.</param>
    /// <param name="rule">How images are divided; null for the usual.</param>
    /// <exception cref="DataException">There are no folders with images, or the part has none.</exception>
    public ClassFolderSource(string? root, Split split, bool areIdentities = false, SplitRule? rule = null)
    {
        this.areIdentities = areIdentities;
        rule ??= SplitRule.Default;
        var kind = areIdentities ? "identity" : "class";
        var folder = new DatasetFolder(root, $"a folder with images for each {kind}");
        // A folder of images called "train" is the class of trains.
        var part = SplitPart.Find(folder.Root, ".", split, path => DatasetFolder.Folders(path).Any());
        if (part.IsEmpty)
        {
            (entries, Remarks) = ([], []);
            return;
        }
        var around = part.Name is null ? folder.Root : Path.Combine(folder.Root, part.Name);
        var all = Groups(folder, around);
        if (all.Count == 0)
            throw new DataException($"'{around}' has no folders with images; expected is one for each {kind}.");
        entries = [.. part.IsSplit ? all.SelectMany(Whole) : areIdentities ? Identities() : all.SelectMany(Divided)];
        folder.RequireImages(entries.Length, split, part.IsSplit);
        Remarks = folder.Remarks;
        LabelNames = areIdentities ? null : [.. all.Select(group => group.Key)];

        IEnumerable<Entry> Whole(IGrouping<string, Entry> group) => group;

        IEnumerable<Entry> Divided(IGrouping<string, Entry> group)
        {
            var byName = group.ToDictionary(entry => Path.GetRelativePath(Path.Combine(around, group.Key), entry.Image));
            return rule.Part(byName.Keys, split, around).Select(image => byName[image.Name] with { Origin = image.Origin });
        }

        IEnumerable<Entry> Identities()
        {
            var chosen = SplitRule.Default.Part(all.Select(group => group.Key), split, around).Select(label => label.Name).ToHashSet();
            return all.Where(group => chosen.Contains(group.Key)).SelectMany(Whole);
        }
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => areIdentities ? LabelKinds.Identities : LabelKinds.Classes;

    /// <inheritdoc/>
    public IReadOnlyCollection<string>? LabelNames { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <inheritdoc/>
    public string Id(int index) => entries[index].Id;

    /// <summary>The origin that the rule gives; for an identity the identity, whose images are kept together.</summary>
    public string? Origin(int index) => areIdentities ? entries[index].Label : entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var (id, image, label, _) = entries[index];
        var example = new Example(id, DatasetFolder.ReadImage(image), null, null);
        return areIdentities ? example with { Identity = label } : example with { Class = label };
    }

    // The images by their classes, both in the order of names; what lies beside the classes' folders is in none.
    private static List<IGrouping<string, Entry>> Groups(DatasetFolder folder, string around)
    {
        var found = DatasetFolder.Folders(around).SelectMany(path => DatasetFolder.Files(path, SearchOption.AllDirectories));
        var loose = DatasetFolder.Files(around).Where(Imaging.ImageFiles.IsImage).ToArray();
        if (loose.Length > 0)
            folder.Remark($"{loose.Length} image(s) lie beside the folders of '{around}' and so belong to none; the first is '{loose[0]}'.");
        return
        [
            .. folder.Images(around, found).Select(path => (Path: path, Name: Path.GetRelativePath(around, path).Replace(Path.DirectorySeparatorChar, '/')))
                .OrderBy(image => image.Name, NaturalOrder.Instance)
                .Select(image => new Entry(Path.ChangeExtension(image.Name, null), image.Path, image.Name.Split('/')[0], null))
                .GroupBy(entry => entry.Label),
        ];
    }

    private sealed record Entry(string Id, string Image, string Label, string? Origin);
}
