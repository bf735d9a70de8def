namespace MtlDsl.Training.Data;

/// <summary>A folder of images, and one with a file of the same name that labels the pixels of each.</summary>
/// <param name="images">The folder of the images, in the data set's.</param>
/// <param name="labels">The folder of the files that label them.</param>
/// <param name="suffix">What a label file's name has after the image's, such as "_mask".</param>
internal sealed class PairedFolders(string images, string labels, string suffix)
{
    /// <summary>What a label file is called in messages: "mask".</summary>
    public required string Kind { get; init; }

    /// <summary>The endings of label files that are named where the data set is missing: ".png or .tif".</summary>
    public required string UsualEndings { get; init; }

    /// <summary>All endings that label files may have.</summary>
    public required IReadOnlyList<string> Extensions { get; init; }

    /// <summary>Finds the pairs of a split. The tree is checked at once, so that a missing file shows before training starts.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <param name="rule">Which origin an image has, and how images are divided where folders do not say it; null for the usual.</param>
    /// <param name="divide">Divides them in another way than the rule.</param>
    /// <returns>The pairs in order, and what was noticed while files were listed.</returns>
    /// <exception cref="DataException">A folder is missing, or an image lacks its label file or a label file its image.</exception>
    public (PairedFile[] Pairs, IReadOnlyList<DataRemark> Remarks) Find(
        string? root, Split split, SplitRule? rule, Func<IReadOnlyDictionary<string, PairedFile>, IReadOnlyList<(string Name, string? Origin)>>? divide = null)
    {
        rule ??= SplitRule.Default;
        var folder = new DatasetFolder(
            root, $"{images} with images, and {labels} with a {Kind} of the same name for each (NAME{suffix}{UsualEndings})");
        var part = SplitPart.Find(folder.Root, images, split);
        if (part.IsEmpty)
            return ([], []);
        var pairs = Pairs(folder, part.In(images), part.In(labels));
        var chosen = part.IsSplit ? pairs.Keys.Order(NaturalOrder.Instance).Select(stem => (Name: stem, Origin: rule.Origin(stem)))
            : divide?.Invoke(pairs) ?? rule.Part(pairs.Keys, split, folder.Root);
        PairedFile[] found = [.. chosen.Select(image => pairs[image.Name] with { Origin = image.Origin })];
        folder.RequireImages(found.Length, split, part.IsSplit);
        return (found, folder.Remarks);
    }

    private Dictionary<string, PairedFile> Pairs(DatasetFolder folder, string images, string labels)
    {
        var pictures = folder.Images(images);
        var files = folder.Stems(labels, Extensions)
            .Where(file => file.Key.EndsWith(suffix, StringComparison.Ordinal))
            .ToDictionary(file => file.Key[..^suffix.Length], file => file.Value, StringComparer.Ordinal);
        foreach (var (stem, file) in files)
            if (!pictures.ContainsKey(stem))
                throw new DataException($"'{folder.Root}' has no image {images}/{stem} for the {Kind} '{file}'.");
        foreach (var (stem, image) in pictures)
            if (!files.ContainsKey(stem))
                throw new DataException($"The image '{image}' has no {Kind}; expected {labels}/{stem}{suffix}.png.");
        return pictures.ToDictionary(picture => picture.Key, picture => new PairedFile(picture.Key, picture.Value, files[picture.Key], null), StringComparer.Ordinal);
    }
}
