namespace MtlDsl;

/// <summary>
/// The reverse Huber loss of a regression head (Laina et al., "Deeper Depth Prediction", 2016): for an error e, <c>|e|</c> up to c and
/// <c>(e^2 + c^2) / (2 c)</c> beyond; c is a fraction of the largest error of the batch. Large errors pull harder, small ones do not fade.
/// The mean over the labelled values.
/// </summary>
public sealed class BerHuLossAttribute : LossAttribute
{
    /// <summary>c over the largest absolute error of the batch, above 0 and at most 1; 0.2 if not given, as in the paper.</summary>
    public double Fraction { get; set; } = 0.2;
}
