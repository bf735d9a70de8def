namespace MtlDsl;

/// <summary>
/// SqueezeNet's block: a 1x1 convolution to few channels, then 1x1 and 3x3 convolutions of those beside each other (Iandola et al., 2016,
/// figure 1).
/// </summary>
/// <param name="squeeze">Channels between.</param>
/// <param name="expand1x1">Channels of the 1x1 convolution that expands.</param>
/// <param name="expand3x3">Channels of the 3x3 convolution that expands; the block gives both.</param>
public sealed class FireAttribute(int squeeze, int expand1x1, int expand3x3) : LayerAttribute
{
    /// <summary>Channels between.</summary>
    public int Squeeze { get; } = squeeze;

    /// <summary>Channels of the 1x1 convolution that expands.</summary>
    public int Expand1x1 { get; } = expand1x1;

    /// <summary>Channels of the 3x3 convolution that expands.</summary>
    public int Expand3x3 { get; } = expand3x3;
}
