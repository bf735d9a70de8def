using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>Draws training samples with their labels: as the data set has them, and as the network sees them after augmentation.</summary>
/// <param name="architecture">The network.</param>
internal sealed class SamplePictures(Architecture architecture)
{
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
        RgbImage image, Sample sample, Func<int, LabelMap?> maps, Func<int, IReadOnlyList<ObjectLabel>> objects, Func<int, ValueMap?> values) => new AnnotatedPicture(image)
    {
        Maps = [.. Shown<SegmentationHead, LabelMap>(maps)],
        Boxes = Heads<DetectionHead>().SelectMany(detection => objects(detection.Index).Select(label =>
        {
            var @class = detection.Head.Classes[label.Class];
            return (label.Box, @class.Name + (label.Difficult ? " (difficult)" : ""), @class.Color);
        })),
        Notes =
        [
            .. Shown<ClassificationHead, ClassLabel>(head => sample.Labels[head] as ClassLabel)
                .Select(kind => kind.Head.Classes[kind.Label.Class]).Select(@class => (@class.Name, @class.Color)),
        ],
        Values = Shown<RegressionHead, ValueMap>(values),
    }.Draw();

    // The heads of a kind that have a label.
    private IEnumerable<(THead Head, TLabel Label)> Shown<THead, TLabel>(Func<int, TLabel?> label) where THead : Head where TLabel : class
    {
        foreach (var (head, index) in Heads<THead>())
            if (label(index) is { } found)
                yield return (head, found);
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
