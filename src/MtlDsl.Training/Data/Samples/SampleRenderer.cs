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

    /// <summary>Samples the images' pixels through the view and changes their colours.</summary>
    /// <param name="sample">What to see.</param>
    /// <param name="planes">3 x height x width, normalised; the mean colour (zero) where the view reaches beyond the sample.</param>
    public void RenderImage(Sample sample, Span<float> planes)
    {
        if (HasGaps(sample))
            planes.Clear();
        foreach (var (tile, region) in Seen(sample))
            ImageResampler.ToPlanar(
                tile.Image, tile.Source(sample.View), Size, region, architecture.Normalization, planes,
                Change([.. tile.Colors, .. sample.Colors]));
    }

    /// <summary>Samples a head's label maps through the view, by the nearest pixel.</summary>
    /// <param name="sample">What to see.</param>
    /// <param name="head">Index of a segmentation head.</param>
    /// <param name="destination">
    /// height x width: class indices, <see cref="SegmentationTargets.Ignored"/> beyond the sample and where an image is not labelled.
    /// </param>
    public void RenderPixels(Sample sample, int head, Span<long> destination)
    {
        if (HasGaps(sample))
            destination.Fill(SegmentationTargets.Ignored);
        foreach (var (tile, region) in Seen(sample))
            if (tile.Labels[head] is PixelLabels labels)
                ImageResampler.Nearest(labels.Classes, tile.Source(sample.View), Size, region, SegmentationTargets.Ignored, destination);
    }

    /// <summary>
    /// Samples a head's dense maps through the view as label maps are sampled, by the nearest pixel: what moves are the pixels, their values
    /// stay.
    /// </summary>
    /// <param name="sample">What to see.</param>
    /// <param name="head">Index of a regression head.</param>
    /// <param name="destination">channels x height x width: values, NaN beyond the sample and where an image is not labelled.</param>
    public void RenderValues(Sample sample, int head, Span<float> destination)
    {
        if (HasGaps(sample))
            destination.Fill(float.NaN);
        foreach (var (tile, region) in Seen(sample))
            if (tile.Labels[head] is ValueLabels labels)
                ImageResampler.Nearest(labels.Values, tile.Source(sample.View), Size, region, destination);
    }

    /// <summary>
    /// The objects that the view shows, clipped to it, in fractions of it. Null where an image of the sample is not labelled: what is
    /// on it could not be told from background.
    /// </summary>
    /// <param name="sample">What to see.</param>
    /// <param name="head">Index of a detection head.</param>
    public static IReadOnlyList<ObjectLabel>? RenderObjects(Sample sample, int head) =>
        sample.Tiles.All(tile => tile.Labels[head] is ObjectLabels)
            ?
            [
                .. sample.Tiles.SelectMany(tile => tile.Place((ObjectLabels)tile.Labels[head]!))
                    .Where(label => sample.View.Shows(label.Box))
                    .Select(label => label with { Box = sample.View.Project(label.Box).ClampToUnit() }),
            ]
            : null;

    private IEnumerable<(Tile Tile, PixelRegion Region)> Seen(Sample sample) => sample.Tiles
        .Select(tile => (tile, tile.Region(sample.View, Size))).Where(seen => !seen.Item2.IsEmpty);

    // One image alone writes every pixel, those beyond it too.
    private static bool HasGaps(Sample sample) => sample.Tiles is not [{ Part: null }];

    private static ColorRow? Change(IReadOnlyList<ColorShift> shifts) => shifts.Count == 0
        ? null
        : (reds, greens, blues) =>
        {
            foreach (var shift in shifts)
                shift.Apply(reds, greens, blues);
        };
}
