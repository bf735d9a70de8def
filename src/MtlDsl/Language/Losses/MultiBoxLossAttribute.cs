namespace MtlDsl;

/// <summary>
/// SSD's loss (Liu et al., 2016, equation 1): cross-entropy of the matched default boxes and of the hardest others, and smooth L1 of the
/// matched boxes' offsets, divided by the number of matches. Every object is matched with a default box of its own, the best pairs first, and with
/// all others that overlap it enough.
/// </summary>
public sealed class MultiBoxLossAttribute : LossAttribute
{
    /// <summary>How many unmatched default boxes are kept for each matched one; 3 if not given.</summary>
    public double NegativeRatio { get; set; } = 3;

    /// <summary>Overlap above which a default box is matched with an object beside its own; 0.5 if not given.</summary>
    public double Overlap { get; set; } = 0.5;

    /// <summary>Factor of the offsets' part; 1 if not given.</summary>
    public double LocationWeight { get; set; } = 1;
}
