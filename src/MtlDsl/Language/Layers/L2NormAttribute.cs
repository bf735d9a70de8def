namespace MtlDsl;

/// <summary>Every cell's vector divided by its length, times a learnt scale a channel (Liu et al., "ParseNet", 2015).</summary>
/// <param name="scale">The first value of every scale; SSD's is 20.</param>
public sealed class L2NormAttribute(double scale) : LayerAttribute
{
    /// <summary>The first value of every scale.</summary>
    public double Scale { get; } = scale;
}
