using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// An image with its labels for every head, and what transforms have decided about it: which part is seen and in what colours. Deciding
/// is all that transforms do; the pixels are touched once, when the sample is rendered.
/// </summary>
/// <param name="id">What the data set calls the image.</param>
/// <param name="image">The whole image.</param>
/// <param name="labels">The labels, one entry a head in the architecture's order; null where the image is not labelled for it.</param>
public sealed class Sample(string id, RgbImage image, IReadOnlyList<HeadLabels?> labels)
{
    /// <summary>What the data set calls the image.</summary>
    public string Id { get; } = id;

    /// <summary>The whole image.</summary>
    public RgbImage Image { get; } = image;

    /// <summary>The labels, one entry a head; null where the image is not labelled for it.</summary>
    public IReadOnlyList<HeadLabels?> Labels { get; } = labels;

    /// <summary>Size of the network's input; the image's own where nothing else is said.</summary>
    public PixelSize Input { get; init; } = image.Size;

    /// <summary>The images that are seen: this one alone, unless <see cref="Compose"/> put others beside it.</summary>
    public IReadOnlyList<Tile> Tiles { get; private set; } = [new Tile(image, labels)];

    /// <summary>Width and height of all that can be seen, in pixels: those of the image, for several too.</summary>
    public PixelSize Size => Image.Size;

    /// <summary>What the network is to see.</summary>
    public View View { get; set; } = View.Whole;

    /// <summary>How large things are to be seen, to their size in the image: what transforms go by that count in pixels.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>The changes of colour, in the order in which they are applied.</summary>
    public IList<ColorShift> Colors { get; private set; } = [];

    /// <summary>The objects of all detection heads, in fractions of the sample.</summary>
    public IEnumerable<ObjectLabel> Objects =>
        Tiles.SelectMany(tile => tile.Labels.OfType<ObjectLabels>().SelectMany(tile.Place));

    /// <summary>Whether an image of the sample is labelled for a head.</summary>
    public bool IsLabelled(int head) => Tiles.Any(tile => tile.Labels[head] is not null);

    /// <summary>Becomes a picture of several samples, of which each shows what it has shown so far; the view is all of it then.</summary>
    /// <param name="parts">
    /// The samples, this one among them or not; where in the new picture all of a sample's view would lie; and the part of the picture, in
    /// fractions and within that place, that shows it. Parts do not overlap.
    /// </param>
    public void Compose(IEnumerable<(Sample Sample, Box Place, Box Part)> parts)
    {
        Tiles = [.. parts.SelectMany(p => p.Sample.Tiles.Select(tile => tile.Within(p.Sample.View, p.Sample.Colors, p.Place, p.Part)))];
        (View, Scale, Colors) = (View.Whole, 1, []);
    }
}
