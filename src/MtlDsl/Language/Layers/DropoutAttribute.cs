namespace MtlDsl;

/// <summary>Zeros values at random in training and enlarges the others, so that the mean stays; in inference it does nothing.</summary>
/// <param name="rate">Share of the values that are zeroed, 0 or more and less than 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>Share of the values that are zeroed.</summary>
    public double Rate { get; } = rate;
}
