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

    /// <summary>Normalisation after each convolution, batch or group; batch normalisation if not given.</summary>
    public Norm Norm { get; set; }

    /// <summary>Groups of channels that <see cref="Norm.Group"/> normalises together; 32 if not given.</summary>
    public int NormGroups { get; set; } = 32;

    /// <summary>Activation of the block; ReLU if not given.</summary>
    public Activation Activation { get; set; }
}
