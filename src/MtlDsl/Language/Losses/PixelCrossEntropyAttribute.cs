namespace MtlDsl;

/// <summary>Cross-entropy of the class scores, averaged over the labelled pixels.</summary>
public sealed class PixelCrossEntropyAttribute : LossAttribute
{
    /// <summary>The label of pixels that take no part; 255 if not given.</summary>
    public int IgnoreLabel { get; set; } = 255;
}
