namespace MtlDsl;

/// <summary>Inverted residual blocks: 1x1 expansion, 3x3 depthwise, 1x1 projection (Sandler et al., "MobileNetV2", 2018, table 1).</summary>
/// <param name="channels">Channels that the block gives.</param>
public sealed class InvertedResidualAttribute(int channels) : LayerAttribute
{
    /// <summary>Channels that the block gives.</summary>
    public int Channels { get; } = channels;

    /// <summary>How many times wider the block is inside than its input; 6 if not given.</summary>
    public int Expansion { get; set; } = 6;

    /// <summary>Blocks in a row; 1 if not given.</summary>
    public int Blocks { get; set; } = 1;

    /// <summary>Stride of the first block; 1 if not given.</summary>
    public int Stride { get; set; } = 1;
}
