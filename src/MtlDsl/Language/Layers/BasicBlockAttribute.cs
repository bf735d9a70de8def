namespace MtlDsl;

/// <summary>Residual blocks of two 3x3 convolutions (He et al., "Deep Residual Learning", 2015, figure 5 left).</summary>
public sealed class BasicBlockAttribute : LayerAttribute
{
    /// <summary>Channels of both convolutions.</summary>
    public int Width { get; set; }

    /// <summary>Blocks in a row; 1 if not given.</summary>
    public int Blocks { get; set; } = 1;

    /// <summary>Stride of the first block; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Activation of the block; ReLU if not given.</summary>
    public Activation Activation { get; set; }
}
