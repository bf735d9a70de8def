using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Pascal VOC 2007 and 2012 with the masks of the Semantic Boundaries Dataset, as the study took them: all images that have both boxes and a
/// mask. Training takes the lists "train" of the years, and "val" is cut in two equal halves by chance, for validation and for testing. No image
/// of the segmentation's own "val" is in training, whatever list of SBD it is in.
/// </summary>
public sealed class PascalVocSbdSource : IExampleSource
{
    private const string Layout =
        "VOC2012 (and VOC2007, if it is used) with JPEGImages, Annotations and ImageSets/Main, and SBD's cls/*.mat in 'SBD' or 'benchmark_RELEASE/dataset'";

    private static readonly string[] SbdFolders = ["SBD/cls", "SBD/dataset/cls", "benchmark_RELEASE/dataset/cls", "dataset/cls"];

    private readonly Entry[] entries;

    /// <summary>Opens a split. Lists and names of files are read, no image and no annotation.</summary>
    /// <param name="root">The folder with VOC2007, VOC2012 and SBD in it; "VOCdevkit" may lie between.</param>
    /// <param name="split">Which part.</param>
    /// <param name="seed">Decides which half of "val" an image is in.</param>
    /// <exception cref="DataException">A folder or list is missing.</exception>
    public PascalVocSbdSource(string? root, Split split, ulong seed = 0)
    {
        var folder = new DatasetFolder(root, Layout);
        var years = new[] { "VOC2007", "VOC2012" }
            .SelectMany(year => new[] { year, Path.Combine("VOCdevkit", year) }).Select(name => Path.Combine(folder.Root, name)).Where(Directory.Exists).ToArray();
        if (years.Length == 0)
            throw new DataException($"'{root}' has neither VOC2007 nor VOC2012; expected there: {Layout}.");
        var sbd = SbdFolders.FirstOrDefault(folder.Has)
            ?? throw new DataException($"'{root}' has no masks of SBD ({string.Join(", ", SbdFolders)}); expected there: {Layout}.");
        var sbdMasks = folder.Stems(sbd, [".mat"]);

        var kept = years.SelectMany(year => Segmentation(year, "val")).ToHashSet(StringComparer.Ordinal);
        var list = split == Split.Train ? "train" : "val";
        var found = years.SelectMany(year => Entries(year, list, sbdMasks)).DistinctBy(entry => entry.Stem).OrderBy(entry => entry.Stem, StringComparer.Ordinal);
        entries = split == Split.Train ? [.. found.Where(entry => !kept.Contains(entry.Stem))] : Half([.. found], split, seed);
        if (entries.Length == 0)
            throw new DataException($"'{root}' has no images for {split} with both an annotation and a mask.");
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => LabelKinds.Boxes | LabelKinds.Masks;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> LabelNames => [.. PascalVocSource.MaskLabels.Values.OfType<string>()];

    /// <inheritdoc/>
    public string Id(int index) => entries[index].Stem;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var image = DatasetFolder.ReadImage(entry.Image);
        var mask = entry.Mask.EndsWith(".mat", StringComparison.OrdinalIgnoreCase) ? SbdMasks.Read(entry.Mask, image) : DatasetFolder.ReadMask(entry.Mask, image);
        return new Example(entry.Stem, image, PascalVocSource.ReadObjects(entry.Annotation, image), new LabelledMask(mask, PascalVocSource.MaskLabels));
    }

    // VOC's own mask, which marks what is uncertain, before SBD's.
    private static IEnumerable<Entry> Entries(string year, string list, IReadOnlyDictionary<string, string> sbdMasks)
    {
        foreach (var stem in VocImageSets.Read(year, Split.Train, $"Main/{list}")!)
        {
            string In(string folder, string extension) => Path.Combine(year, folder, stem + extension);
            var own = In("SegmentationClass", ".png");
            var mask = File.Exists(own) ? own : sbdMasks.GetValueOrDefault(stem);
            if (mask is not null && File.Exists(In("Annotations", ".xml")))
                yield return new Entry(stem, In("JPEGImages", ".jpg"), In("Annotations", ".xml"), mask);
        }
    }

    private static IEnumerable<string> Segmentation(string year, string list) =>
        File.Exists(Path.Combine(year, "ImageSets", "Segmentation", list + ".txt")) ? VocImageSets.Read(year, Split.Train, $"Segmentation/{list}")! : [];

    private static Entry[] Half(Entry[] all, Split split, ulong seed)
    {
        Seeds.Random(seed, 0).Shuffle(all);
        var half = all.Length / 2;
        return [.. (split == Split.Validation ? all.Take(half) : all.Skip(half)).OrderBy(entry => entry.Stem, StringComparer.Ordinal)];
    }

    private sealed record Entry(string Stem, string Image, string Annotation, string Mask);
}
