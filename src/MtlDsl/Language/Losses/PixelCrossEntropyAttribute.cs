namespace MtlDsl;

/// <summary>
/// Softmax cross-entropy of a segmentation head's class scores, over the labelled pixels (Long et al., 2015):
/// <c>-w[y] log p[y]</c> for a pixel of class y.
/// </summary>
public sealed class PixelCrossEntropyAttribute : LossAttribute
{
    /// <summary>The label of pixels that take no part; 255 if not given.</summary>
    public int IgnoreLabel { get; set; } = 255;

    /// <summary>
    /// A weight a class, in the order of the enum's values: more for classes that are rare or matter more. Every class weighs the same if
    /// not given.
    /// </summary>
    public double[] ClassWeights { get; set; } = [];

    /// <summary>How the pixels' losses become one; their mean if not given.</summary>
    public LossReduction Reduction { get; set; }
}
