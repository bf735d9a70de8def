namespace MtlDsl;

/// <summary>
/// One minus the soft Dice coefficient of a segmentation head (Milletari et al., "V-Net", 2016): for a class with probabilities p and
/// labels y (1 or 0) over the labelled pixels of the batch, <c>1 - (2 sum p y + s) / (sum p^2 + sum y^2 + s)</c>; the mean over the classes
/// that some pixel has. It measures regions, not pixels, so small classes weigh as much as large ones.
/// </summary>
public sealed class DiceLossAttribute : LossAttribute
{
    /// <summary>The s that keeps the ratio calm where a class has few pixels; 1 if not given.</summary>
    public double Smooth { get; set; } = 1;

    /// <summary>The label of pixels that take no part; 255 if not given.</summary>
    public int IgnoreLabel { get; set; } = 255;
}
