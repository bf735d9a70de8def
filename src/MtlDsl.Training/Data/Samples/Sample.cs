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

    /// <summary>What the network is to see.</summary>
    public View View { get; set; } = View.Whole;

    /// <summary>The changes of colour, in the order in which they are applied.</summary>
    public IList<ColorShift> Colors { get; } = [];

    /// <summary>The objects of all detection heads.</summary>
    public IEnumerable<ObjectLabel> Objects => Labels.OfType<ObjectLabels>().SelectMany(head => head.Objects);
}
