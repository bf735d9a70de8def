using System.Text.Json;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// A data set in COCO's format: annotations/instances_PART.json, and the images in a folder of the part's name, there or in "images". Or
/// PART/_annotations.coco.json beside that part's images, as Roboflow writes it. Or one file, annotations.json, instances.json or
/// _annotations.coco.json, beside the images. Crowds are marked difficult. Masks are painted from the objects' outlines, larger objects first,
/// on a background; where an object has none, the pixels of its box have no label, and where no object has one there are no masks.
/// </summary>
public sealed class CocoSource : IExampleSource
{
    /// <summary>Name of what belongs to no object.</summary>
    public const string Background = "background";

    /// <summary>How many categories a mask has values for, beside the background and what has no label.</summary>
    private const int MostCategories = byte.MaxValue - 1;

    private readonly CocoFile? file;
    private readonly (CocoImage Image, string Path, string? Origin)[] entries;
    private readonly Dictionary<byte, string?>? maskLabels;

    /// <summary>Opens a split: goes through the JSON once and reads no image.</summary>
    /// <param name="root">The data set's folder; without one the message says what is needed.</param>
    /// <param name="split">Which part; testing takes "val" where there is no "test" with annotations.</param>
    /// <param name="masks">Whether masks are painted.</param>
    /// <param name="rule">How images are divided where there is one file only; null for the usual.</param>
    /// <param name="allowOutside">Whether the file may name images outside of the data set's folder.</param>
    /// <exception cref="DataException">A file is missing or broken, or an image is not there or outside of the folder.</exception>
    public CocoSource(string? root, Split split, bool masks = true, SplitRule? rule = null, bool allowOutside = false)
    {
        rule ??= SplitRule.Default;
        var folder = new DatasetFolder(root, "COCO's annotations/instances_PART.json and images in a folder PART, or annotations.json and images");
        var part = CocoPart.Find(folder.Root, split);
        if (part.Annotations is not { } path)
        {
            (entries, Remarks) = ([], []);
            return;
        }
        file = new CocoFile(path);
        var images = part.ImageFolder(folder.Root);
        var found = file.Images.ToDictionary(image => image.FileName, StringComparer.Ordinal);
        var names = part.Name is null ? rule.Part(found.Keys, split, folder.Root) : found.Keys.Select(name => (Name: name, Origin: rule.Origin(name)));
        entries = [.. names.Select(name => (found[name.Name], Path.Combine(images, name.Name), name.Origin))];
        folder.RequireImages(entries.Length, split, part.Name is not null);
        if (!allowOutside && entries.FirstOrDefault(entry => !folder.Contains(entry.Path)) is { Image: { } stray })
            throw new DataException(
                $"{path}: the \"file_name\" '{stray.FileName}' of image {stray.Id} leads out of the data set's folder '{root}'; correct it, or declare AllowOutside = true.");
        if (entries.Select(entry => entry.Path).Where(image => !File.Exists(image)).FirstOrDefault() is { } missing)
            throw new DataException($"There is no image '{missing}', which '{path}' names.");
        Remarks = [.. file.Remarks];
        if (!masks || file.WithoutOutline == file.Annotations)
            return;
        if (file.WithoutOutline > 0)
            Remarks = [.. Remarks, new($"{path}: {file.WithoutOutline} of {file.Annotations} annotations have no outline; the pixels in their boxes have no label.", IsFault: false, LabelKinds.Masks)];
        if (file.Categories.Count > MostCategories)
            throw new DataException(
                $"'{path}' has {file.Categories.Count} categories, more than the values of a mask ({MostCategories}); declare Masks = false to use its boxes.");
        maskLabels = file.Categories.Values.ToDictionary(category => (byte)category.Place, category => (string?)category.Name);
        maskLabels.Add(0, Background);
        maskLabels.Add(SegmentationTargets.Ignored, null);
    }

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public LabelKinds Labels => maskLabels is null ? LabelKinds.Boxes : LabelKinds.Boxes | LabelKinds.Masks;

    /// <inheritdoc/>
    public IReadOnlyCollection<string>? LabelNames => file is null ? null : [.. file.Categories.Values.Select(category => category.Name), Background];

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks { get; }

    /// <inheritdoc/>
    public string Id(int index) => Path.ChangeExtension(entries[index].Image.FileName, null);

    /// <inheritdoc/>
    public string? Origin(int index) => entries[index].Origin;

    /// <inheritdoc/>
    public Example Read(int index)
    {
        var (image, path, _) = entries[index];
        var pixels = DatasetFolder.ReadImage(path);
        if (pixels.Size != new PixelSize(image.Width, image.Height) && image.Width > 0)
            throw new DataException($"'{path}' is {pixels.Size} but its annotations are for {image.Width}x{image.Height}.");
        var annotations = file!.Read(image.Id);
        return new Example(Id(index), pixels, [.. annotations.Select(a => ToObject(a, pixels.Size))], maskLabels is null ? null : Paint(annotations, pixels.Size));
    }

    private LabelledObject ToObject(CocoAnnotation annotation, PixelSize image)
    {
        if (annotation.Box is not [var x, var y, var width, var height])
            throw file!.Fault(annotation, "has no \"bbox\" of four numbers");
        var box = new Box(x, y, x + width, y + height).Scale(1f / image.Width, 1f / image.Height);
        return BoxRule.Fault(box) is { } fault
            ? throw file!.Fault(annotation, $"has a box that {fault}; the image is {image}")
            : new LabelledObject(file!.Categories[annotation.CategoryId].Name, box, Difficult: annotation.IsCrowd, Crowd: annotation.IsCrowd);
    }

    private LabelledMask Paint(IReadOnlyList<CocoAnnotation> annotations, PixelSize image)
    {
        var map = new LabelMap(image.Width, image.Height);
        foreach (var annotation in annotations.OrderByDescending(a => a.IsCrowd).ThenByDescending(a => a.Size).ThenBy(a => a.Id))
        {
            var value = (byte)file!.Categories[annotation.CategoryId].Place;
            try
            {
                if (annotation.Segmentation.ValueKind == JsonValueKind.Array)
                    foreach (var polygon in annotation.Segmentation.List(polygon => polygon.List(JsonValues.Number)))
                        PolygonRaster.Paint(
                            polygon, image.Width, image.Height, (row, from, end) => map.Labels.AsSpan(row * image.Width + from, end - from).Fill(value));
                else if (annotation.Segmentation.ValueKind == JsonValueKind.Object)
                    PaintRuns(annotation.Segmentation, map, value);
                if (!annotation.HasOutline)
                    PaintBox(annotation.Box!, map, SegmentationTargets.Ignored);
            }
            catch (FormatException exception)
            {
                throw file.Fault(annotation, $"has a \"segmentation\" that cannot be read: {exception.Message}");
            }
        }
        return new LabelledMask(map, maskLabels!);
    }

    // Every pixel that a box, x, y, width and height, touches.
    private static void PaintBox(float[] box, LabelMap map, byte value)
    {
        var (left, right) = Cells(box[0], box[2], map.Width);
        var (top, bottom) = Cells(box[1], box[3], map.Height);
        for (var row = top; row < bottom; row++)
            map.Labels.AsSpan(row * map.Width + left, right - left).Fill(value);

        static (int First, int End) Cells(float start, float length, int all) =>
            ((int)Math.Clamp(MathF.Floor(start), 0, all), (int)Math.Clamp(MathF.Ceiling(start + length), 0, all));
    }

    private static void PaintRuns(JsonElement segmentation, LabelMap map, byte value)
    {
        if (segmentation.Get("size", size => size.List(JsonValues.Whole<int>)) is not [var height, var width] || (width, height) != (map.Width, map.Height))
            throw new FormatException($"its size is not the image's, {map.Size}");
        RunLength.Paint(
            segmentation.Get<IReadOnlyList<int>>(
                "counts", counts => counts.ValueKind == JsonValueKind.String ? RunLength.Decompress(counts.Text()) : counts.List(JsonValues.Whole<int>)),
            width, height, (x, y) => map.Labels[y * map.Width + x] = value);
    }
}
