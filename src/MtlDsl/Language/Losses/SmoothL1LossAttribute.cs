namespace MtlDsl;

/// <summary>
/// Error of a regression head that is squared where it is small and absolute where it is large (Girshick, "Fast R-CNN", 2015): for an
/// error e, <c>e^2 / (2 beta)</c> below beta and <c>|e| - beta / 2</c> from there; the mean over the labelled values.
/// </summary>
public sealed class SmoothL1LossAttribute : LossAttribute
{
    /// <summary>Where the one becomes the other, in the unit of the labels; 1 if not given.</summary>
    public double Beta { get; set; } = 1;
}
