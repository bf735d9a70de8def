using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// A data set in Pascal VOC's format: JPEGImages, Annotations/*.xml with boxes, SegmentationClass/*.png with palette masks, ImageSets
/// with lists. Boxes or masks may be absent, for the whole data set or, masks, for single images. Without lists a
/// <see cref="SplitRule"/> divides the images.
/// </summary>
public sealed class PascalVocSource : IExampleSource
{
    /// <summary>The names of the mask's values 0 to 20.</summary>
    private static readonly string[] ClassNames =
    [
        "background", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog", "horse",
        "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    ];

    internal static readonly Dictionary<byte, string?> MaskLabels = ClassNames
        .Select((name, value) => KeyValuePair.Create((byte)value, (string?)name))
        .Append(KeyValuePair.Create(SegmentationTargets.Ignored, (string?)null))
        .ToDictionary();

    private readonly Entry[] entries;

    /// <summary>Opens a split. The tree is checked at once, so that a missing file shows before training starts.</summary>
    /// <param name="root">The folder with JPEGImages in it ("VOC2012"); without one the message says what is needed.</param>
    /// <param name="split">
    /// Which part: <see cref="Split.Test"/> takes the list "test", else "val"; <see cref="Split.Train"/> takes "trainval", or "train" where
    /// "val" is for testing; <see cref="Split.Validation"/> takes "val" where neither of them does.
    /// </param>
    /// <param name="imageSet">Another list by its name, such as "train" or "Segmentation/trainval"; null for the split's own.</param>
    /// <param name="rule">How images are divided where there are no lists, and which come from one origin; null for the usual.</param>
    /// <exception cref="DataException">The folder is missing or not in the format, or an image of the list lacks a file.</exception>
    public PascalVocSource(string? root, Split split, string? imageSet = null, SplitRule? rule = null)
    {
        rule ??= SplitRule.Default;
        var folder = new DatasetFolder(
            root, "Pascal VOC's JPEGImages, with Annotations (XML) or SegmentationClass (PNG) or both, and ImageSets if there are lists");
        var images = folder.Images("JPEGImages");
        var masks = folder.Has("SegmentationClass") ? folder.Stems("SegmentationClass", [".png"]) : null;
        var annotations = folder.Has("Annotations") || masks is null ? folder.Stems("Annotations", [".xml"]) : null;
        Labels = (masks is null ? LabelKinds.None : LabelKinds.Masks) | (annotations is null ? LabelKinds.None : LabelKinds.Boxes);

        var stems = VocImageSets.Read(folder.Root, split, imageSet)?.Select(stem => (Name: stem, Origin: rule.Origin(stem)))
            ?? rule.Part(annotations is null ? images.Keys : images.Keys.Union(annotations.Keys), split, folder.Root);
        entries = [.. stems.Select(stem => Find(folder.Root, stem.Name, images, annotations, masks) with { Origin = stem.Origin })];
        folder.RequireImages(entries.Length, split);
        Remarks = folder.Remarks;
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <inheritdoc/>
    public string Id(int index) => entries[index].Stem;

    /// <inheritdoc/>
    public string? Origin(int index) => entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var image = DatasetFolder.ReadImage(entry.Image);
        var objects = entry.Annotation is null ? null : ReadObjects(entry.Annotation, image);
        var mask = entry.Mask is null ? null : new LabelledMask(DatasetFolder.ReadMask(entry.Mask, image), MaskLabels);
        return new Example(entry.Stem, image, objects, mask);
    }

    internal static IReadOnlyList<LabelledObject> ReadObjects(string path, RgbImage image)
    {
        var annotation = VocAnnotation.Read(path);
        if (annotation.Size is { } size && size != image.Size)
            throw new DataException($"{path} is for an image of {size} but its image has {image.Size}; correct <size> and the boxes.{DatasetFolder.Turned(size, image)}");
        return [.. annotation.Boxes.Select(box => box.ToObject(image.Size, path))];
    }

    // The XML names its image too, but often as it was called on somebody else's disk; the stem is what pairs them.
    private static Entry Find(
        string root, string stem, IReadOnlyDictionary<string, string> images,
        IReadOnlyDictionary<string, string>? annotations, IReadOnlyDictionary<string, string>? masks)
    {
        if (!images.TryGetValue(stem, out var image))
            throw new DataException($"'{root}' has no image JPEGImages/{stem}.jpg, though an annotation or a list names it.");
        var annotation = annotations?.GetValueOrDefault(stem);
        if (annotations is not null && annotation is null)
            throw new DataException(
                $"The image '{image}' has no annotation; expected Annotations/{stem}.xml (without <object> if nothing is on it).");
        return new Entry(stem, image, annotation, masks?.GetValueOrDefault(stem));
    }

    private sealed record Entry(string Stem, string Image, string? Annotation, string? Mask)
    {
        public string? Origin { get; init; }
    }
}
