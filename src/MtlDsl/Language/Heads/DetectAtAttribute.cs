namespace MtlDsl;

/// <summary>
/// A map on which an SSD head predicts, and the default boxes of its cells. Either <see cref="MinSize"/> (and <see cref="MaxSize"/>) as in
/// Caffe's SSD: a square of the smallest size, one of sqrt(MinSize * MaxSize), and the smallest size in every ratio; or
/// <see cref="Sizes"/>: every size as a square and in every ratio.
/// </summary>
/// <param name="tap">The stage that gives the map.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class DetectAtAttribute(object tap) : Attribute
{
    /// <summary>The stage that gives the map.</summary>
    public object Tap { get; } = tap;

    /// <summary>Side of the small square box in pixels.</summary>
    public double MinSize { get; set; }

    /// <summary>With <see cref="MinSize"/>, the side whose geometric mean with it is the second square box's; none if not given.</summary>
    public double MaxSize { get; set; }

    /// <summary>Sides (square roots of the areas) of the boxes in pixels.</summary>
    public double[] Sizes { get; set; } = [];

    /// <summary>Width over height of further boxes.</summary>
    public double[] AspectRatios { get; set; } = [];

    /// <summary>Whether each ratio is joined by its inverse; true if not given.</summary>
    public bool Flip { get; set; } = true;

    /// <summary>Distance between the centres of two cells in pixels; if not given, cells are spread evenly over the image.</summary>
    public double Step { get; set; }

    /// <summary>
    /// Where not zero, the map is L2-normalised over its channels and scaled by learnt factors that start at this value
    /// (Liu et al., "ParseNet", 2015).
    /// </summary>
    public double L2Norm { get; set; }
}
