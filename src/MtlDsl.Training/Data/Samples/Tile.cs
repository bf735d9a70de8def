using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>An image within a sample: most samples are one image as it is, a mosaic is several.</summary>
/// <param name="image">The whole image.</param>
/// <param name="labels">Its labels, one entry a head; null where the image is not labelled for it.</param>
public sealed class Tile(RgbImage image, IReadOnlyList<HeadLabels?> labels)
{
    /// <summary>The whole image.</summary>
    public RgbImage Image { get; } = image;

    /// <summary>The image's labels in its own coordinates, one entry a head; null where the image is not labelled for it.</summary>
    public IReadOnlyList<HeadLabels?> Labels { get; } = labels;

    /// <summary>
    /// Where the whole image lies, in fractions of the sample; Left above Right where it is mirrored, Top below Bottom where it is upside
    /// down.
    /// </summary>
    public Box Frame { get; init; } = View.Whole.Window;

    /// <summary>The part of the sample, in fractions, that shows this image; null for all of it and what is beyond.</summary>
    public Box? Part { get; init; }

    /// <summary>The changes of the image's colours, in the order in which they are applied, before those of the sample.</summary>
    public IReadOnlyList<ColorShift> Colors { get; init; } = [];

    /// <summary>The part of the image that a view of the sample would show if it showed nothing else, as <see cref="ImageResampler"/> takes it.</summary>
    public Box Source(View view) => Frame.Fractions(view.Source);

    /// <summary>The pixels of a picture of the view that show this image.</summary>
    public PixelRegion Region(View view, PixelSize size) =>
        Part is { } part ? PixelRegion.Within(view.Project(part), size) : PixelRegion.Whole(size);

    /// <summary>The objects that the sample shows of those of a head, clipped to the image's part of it, in fractions of the sample.</summary>
    public IEnumerable<ObjectLabel> Place(ObjectLabels labels) => labels.Objects
        .Select(label => label with { Box = Frame.Place(label.Box).Upright() })
        .Where(label => Part is not { } part || part.Holds(label.Box))
        .Select(label => Part is { } part ? label with { Box = label.Box.Intersect(part) } : label);

    /// <summary>The image as a part of a larger sample.</summary>
    /// <param name="view">What was to be seen of the sample that the image is in.</param>
    /// <param name="colors">The changes of that sample's colours.</param>
    /// <param name="place">Where in the larger sample all of the view would lie.</param>
    /// <param name="part">What the larger sample shows of it; within <paramref name="place"/>.</param>
    internal Tile Within(View view, IEnumerable<ColorShift> colors, Box place, Box part) => new(Image, Labels)
    {
        Frame = place.Place(view.Map(Frame)),
        Part = Part is { } shown ? place.Place(view.Project(shown)).Intersect(part) : part,
        Colors = [.. Colors, .. colors],
    };
}
