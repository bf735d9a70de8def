using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>Makes what a sample decided real: the network's input and the labels as the network sees them.</summary>
/// <param name="architecture">Says the input's size and normalisation.</param>
public sealed class SampleRenderer(Architecture architecture)
{
    /// <summary>Size of the network's input.</summary>
    public PixelSize Size => architecture.Input;

    /// <summary>Number of floats of an image: 3 x height x width.</summary>
    public int ImageLength => 3 * PixelCount;

    /// <summary>Number of pixels of the network's input.</summary>
    public int PixelCount => Size.Width * Size.Height;

    /// <summary>Samples the image's pixels through the view and changes their colours.</summary>
    /// <param name="sample">What to see.</param>
    /// <param name="planes">3 x height x width, normalised; the mean colour (zero) where the view reaches beyond the image.</param>
    public void RenderImage(Sample sample, Span<float> planes)
    {
        ImageResampler.ToPlanar(sample.Image, sample.View.Source, Size, architecture.Normalization, planes);
        foreach (var shift in sample.Colors)
            ShiftColors(shift, sample.View, planes);
    }

    /// <summary>Samples a label map through the view, by the nearest pixel.</summary>
    /// <param name="view">What to see.</param>
    /// <param name="labels">The labels of the whole image.</param>
    /// <param name="destination">height x width: class indices, <see cref="SegmentationTargets.Ignored"/> beyond the image.</param>
    public void RenderPixels(View view, PixelLabels labels, Span<long> destination)
    {
        var map = ImageResampler.Nearest(labels.Classes, view.Source, Size, SegmentationTargets.Ignored).Labels;
        for (var i = 0; i < map.Length; i++)
            destination[i] = map[i];
    }

    /// <summary>
    /// Samples a dense map through the view as a label map is sampled, by the nearest pixel: what moves are the pixels, their values stay.
    /// </summary>
    /// <param name="view">What to see.</param>
    /// <param name="labels">The values of the whole image.</param>
    /// <param name="destination">channels x height x width: values, NaN beyond the image.</param>
    public void RenderValues(View view, ValueLabels labels, Span<float> destination) =>
        ImageResampler.Nearest(labels.Values, view.Source, Size, destination);

    /// <summary>The objects that the view shows, clipped to it, in fractions of it.</summary>
    public static IReadOnlyList<ObjectLabel> RenderObjects(View view, ObjectLabels labels) =>
    [
        .. labels.Objects.Where(label => view.Shows(label.Box))
            .Select(label => label with { Box = view.Project(label.Box).ClampToUnit() }),
    ];

    // Only what belongs to the image changes colour: what lies beyond stays the mean, as if expansion had come last.
    private void ShiftColors(ColorShift shift, View view, Span<float> planes)
    {
        var (width, height) = Size;
        var (mean, deviation) = architecture.Normalization;
        var image = view.Project(new Box(0, 0, 1, 1));
        var (firstColumn, endColumn) = Centres(image.Left, image.Right, width);
        var (firstRow, endRow) = Centres(image.Top, image.Bottom, height);
        var reds = planes[..PixelCount];
        var greens = planes.Slice(PixelCount, PixelCount);
        var blues = planes.Slice(2 * PixelCount, PixelCount);

        for (var row = firstRow; row < endRow; row++)
        {
            var (first, count) = (row * width + firstColumn, Math.Max(endColumn - firstColumn, 0));
            var r = reds.Slice(first, count);
            var g = greens.Slice(first, count);
            var b = blues.Slice(first, count);
            Scale(r, deviation.R / 255, mean.R / 255);
            Scale(g, deviation.G / 255, mean.G / 255);
            Scale(b, deviation.B / 255, mean.B / 255);
            shift.Apply(r, g, b);
            Scale(r, 255 / deviation.R, -mean.R / deviation.R);
            Scale(g, 255 / deviation.G, -mean.G / deviation.G);
            Scale(b, 255 / deviation.B, -mean.B / deviation.B);
        }
    }

    private static void Scale(Span<float> values, float factor, float summand)
    {
        var i = 0;
        for (var offset = new Vector<float>(summand); i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(values[i..]) * factor + offset).CopyTo(values[i..]);
        for (; i < values.Length; i++)
            values[i] = values[i] * factor + summand;
    }

    // The cells of a line whose centres lie between two places, given in fractions of the line.
    private static (int First, int End) Centres(float from, float to, int cells) => (
        Math.Clamp((int)MathF.Ceiling(from * cells - 0.5f), 0, cells),
        Math.Clamp((int)MathF.Ceiling(to * cells - 0.5f), 0, cells));
}
