using MtlDsl.Imaging;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>Draws training samples with their labels: as the data set has them, and as the network sees them after augmentation.</summary>
/// <param name="architecture">The network.</param>
internal sealed class SamplePictures(Architecture architecture)
{
    // A picture is at least so many pixels high and wide, so that lines and names are thin against it.
    private const int SmallestSide = 600;

    private readonly SampleRenderer renderer = new(architecture);

    /// <summary>The image with all of its labels, in its own proportions.</summary>
    public RgbImage DrawLabelled(Sample sample) => Draw(
        sample.Image, sample,
        head => sample.Labels[head] is PixelLabels labels ? labels.Classes : null,
        head => sample.Labels[head] is ObjectLabels labels ? labels.Objects : [],
        head => sample.Labels[head] is ValueLabels labels ? labels.Values : null);

    /// <summary>What the network sees of the sample, with what it is asked to say of it.</summary>
    public RgbImage DrawSeen(Sample sample) => Draw(
        RenderImage(sample), sample,
        head => sample.IsLabelled(head) ? RenderPixels(sample, head) : null,
        head => SampleRenderer.RenderObjects(sample, head) ?? [],
        head => sample.IsLabelled(head) ? RenderValues(sample, head) : null);

    private RgbImage Draw(
        RgbImage image, Sample sample, Func<int, LabelMap?> maps, Func<int, IReadOnlyList<ObjectLabel>> objects, Func<int, ValueMap?> values)
    {
        var factor = Math.Max(1, (SmallestSide + Math.Min(image.Width, image.Height) - 1) / Math.Min(image.Width, image.Height));
        var large = ImageResampler.Resize(image, ImageResampler.Whole, new(image.Width * factor, image.Height * factor));
        var boxes = Heads<DetectionHead>().SelectMany(detection => objects(detection.Index).Select(label => (
            label.Box.Scale(large.Width, large.Height),
            detection.Head.Classes[label.Class].Name + (label.Difficult ? " (difficult)" : ""), detection.Head.Classes[label.Class].Color)));
        var shown = Heads<SegmentationHead>().Select(segmentation => (segmentation.Head, Map: maps(segmentation.Index))).Where(s => s.Map is not null).ToList();
        var picture = Overlay.Draw(large, shown.FirstOrDefault().Map, shown.FirstOrDefault().Head?.Classes ?? [], boxes);
        var notes = Heads<ClassificationHead>()
            .Where(kind => sample.Labels[kind.Index] is ClassLabel)
            .Select(kind => kind.Head.Classes[((ClassLabel)sample.Labels[kind.Index]!).Class])
            .Select(kind => (kind.Name, kind.Color)).ToList();
        if (notes.Count > 0)
            picture = Overlay.AddNotes(picture, notes);
        return ContactSheet.Row([picture, .. Panels(large.Size, shown.Skip(1).ToList(), values)]);
    }

    // A second map would hide the first, so it gets a panel; so does every channel of a dense map.
    private IEnumerable<RgbImage> Panels(PixelSize size, List<(SegmentationHead Head, LabelMap? Map)> maps, Func<int, ValueMap?> values)
    {
        foreach (var (head, map) in maps)
            yield return Overlay.Draw(new RgbImage(size.Width, size.Height), map, head.Classes, []);
        foreach (var (head, index) in Heads<RegressionHead>())
            if (values(index) is { } dense)
                for (var channel = 0; channel < dense.Channels; channel++)
                    yield return ValuePicture.Draw(dense, channel, size, head.Name);
    }

    private IEnumerable<(T Head, int Index)> Heads<T>() where T : Head =>
        architecture.Heads.Select((head, index) => (head, index)).Where(h => h.head is T).Select(h => ((T)h.head, h.index));

    private RgbImage RenderImage(Sample sample)
    {
        var planes = new float[renderer.ImageLength];
        renderer.RenderImage(sample, planes);
        var image = new RgbImage(renderer.Size.Width, renderer.Size.Height);
        var (mean, deviation) = architecture.Normalization;
        for (var i = 0; i < renderer.PixelCount; i++)
        {
            image.Pixels[3 * i] = Value(planes[i], mean.R, deviation.R);
            image.Pixels[3 * i + 1] = Value(planes[renderer.PixelCount + i], mean.G, deviation.G);
            image.Pixels[3 * i + 2] = Value(planes[2 * renderer.PixelCount + i], mean.B, deviation.B);
        }
        return image;

        static byte Value(float normalised, float mean, float deviation) => (byte)Math.Clamp(normalised * deviation + mean + 0.5f, 0, 255);
    }

    private LabelMap RenderPixels(Sample sample, int head)
    {
        var pixels = new long[renderer.PixelCount];
        renderer.RenderPixels(sample, head, pixels);
        return new LabelMap(renderer.Size.Width, renderer.Size.Height, [.. pixels.Select(label => (byte)label)]);
    }

    private ValueMap RenderValues(Sample sample, int head)
    {
        var values = new ValueMap(((RegressionHead)architecture.Heads[head]).Channels, renderer.Size.Height, renderer.Size.Width);
        renderer.RenderValues(sample, head, values.Values);
        return values;
    }
}
