using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// A data set in the text format "PASCAL Annotation Version 1.00", such as the Penn-Fudan pedestrians: PNGImages, Annotation/*.txt with
/// boxes, PedMasks with one value an object. Every fifth image in the order of names is for testing.
/// </summary>
public sealed class PascalTextSource : IExampleSource
{
    /// <summary>Name of what belongs to no object: value 0 of the masks.</summary>
    public const string Background = "background";

    private const string MaskFolder = "PedMasks";

    private readonly Entry[] entries;
    private readonly string? masks;

    /// <summary>Opens a split. The tree is checked at once, so that a missing file shows before training starts.</summary>
    /// <param name="root">The folder with Annotation in it; without one the message says what is needed.</param>
    /// <param name="split">Which part.</param>
    /// <exception cref="DataException">The folder is missing or not in the format, or an image lacks its annotation.</exception>
    public PascalTextSource(string? root, Split split)
    {
        var folder = new DatasetFolder(root, $"PNGImages, Annotation (text, PASCAL 1.00) and, if there are masks, {MaskFolder}");
        var images = folder.Images("PNGImages");
        var annotations = folder.Stems("Annotation", [".txt"]);
        masks = folder.Has(MaskFolder) ? Path.Combine(folder.Root, MaskFolder) : null;

        foreach (var (stem, image) in images)
            if (!annotations.ContainsKey(stem))
                throw new DataException($"The image '{image}' has no annotation; expected Annotation/{stem}.txt.");
        entries =
        [
            .. SplitRule.Default.Part(annotations.Keys, split, folder.Root).Select(part => images.TryGetValue(part.Name, out var image)
                ? new Entry(part.Name, image, annotations[part.Name])
                : throw new DataException(
                    $"'{root}' has no image PNGImages/{part.Name}.png for the annotation '{annotations[part.Name]}'.")),
        ];
        folder.RequireImages(entries.Length, split);
        Remarks = folder.Remarks;
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => LabelKinds.Boxes | LabelKinds.Masks;

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <inheritdoc/>
    public string Id(int index) => entries[index].Stem;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var entry = entries[index];
        var annotation = PascalTextAnnotation.Read(entry.Annotation);
        var image = DatasetFolder.ReadImage(entry.Image);
        if (annotation.Size != image.Size)
            throw new DataException($"{entry.Annotation} is for an image of {annotation.Size} but its image has {image.Size}.");
        return new Example(
            entry.Stem, image,
            [.. annotation.Boxes.Select(box => box.ToObject(image.Size, entry.Annotation))],
            ReadMask(entry.Annotation, annotation, image));
    }

    private LabelledMask? ReadMask(string path, PascalTextAnnotation annotation, RgbImage image)
    {
        if (masks is null)
            return null;
        // Without objects there is no line that names the mask: nothing of the image is an object.
        if (annotation.MaskFile is null)
            return annotation.Boxes.Count == 0
                ? new LabelledMask(new LabelMap(image.Width, image.Height), new Dictionary<byte, string?> { [0] = Background })
                : throw new DataException($"{path} has objects but names no pixel mask.");
        if (annotation.Boxes.Count > byte.MaxValue)
            throw new DataException($"{path} has {annotation.Boxes.Count} objects, more than the values of a mask ({byte.MaxValue}).");
        var labels = new Dictionary<byte, string?> { [0] = Background };
        for (var k = 0; k < annotation.Boxes.Count; k++)
            labels[(byte)(k + 1)] = annotation.Boxes[k].Label;
        return new LabelledMask(DatasetFolder.ReadMask(Path.Combine(masks, annotation.MaskFile), image), labels);
    }

    private sealed record Entry(string Stem, string Image, string Annotation);
}
