namespace MtlDsl;

/// <summary>
/// Residual blocks of 1x1, 3x3 and 1x1 convolutions (He et al., "Deep Residual Learning", 2015, figure 5 right). With groups they are
/// those of ResNeXt (Xie et al., 2017): 32x4d begins with <c>[Bottleneck(Width = 128, Outputs = 256, Groups = 32, Blocks = 3)]</c>.
/// </summary>
public sealed class BottleneckAttribute : LayerAttribute
{
    /// <summary>Channels inside the block.</summary>
    public int Width { get; set; }

    /// <summary>Channels that the block gives; four times the width if not given.</summary>
    public int Outputs { get; set; }

    /// <summary>Groups of channels of the 3x3 convolution that do not see each other; 1 if not given.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Blocks in a row; 1 if not given.</summary>
    public int Blocks { get; set; } = 1;

    /// <summary>Stride of the first block; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Which convolution carries the stride; the 3x3 one if not given.</summary>
    public StridePlacement StrideOn { get; set; }

    /// <summary>Normalisation after each convolution, batch or group; batch normalisation if not given.</summary>
    public Norm Norm { get; set; }

    /// <summary>Groups of channels that <see cref="Norm.Group"/> normalises together; 32 if not given.</summary>
    public int NormGroups { get; set; } = 32;

    /// <summary>Activation of the block; ReLU if not given.</summary>
    public Activation Activation { get; set; }
}
