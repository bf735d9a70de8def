namespace MtlDsl;

/// <summary>
/// An inverted residual block with squeeze and excitation, the block of MobileNetV3 (Howard et al., 2019, figure 4) and EfficientNet
/// (Tan and Le, 2019): 1x1 expansion, depthwise convolution, squeeze and excitation, 1x1 projection.
/// </summary>
/// <param name="channels">Channels that the block gives.</param>
public sealed class MBConvAttribute(int channels) : LayerAttribute
{
    /// <summary>Channels that the block gives.</summary>
    public int Channels { get; } = channels;

    /// <summary>Channels inside the block; where they are those of its input, there is no expansion.</summary>
    public int Hidden { get; set; }

    /// <summary>Side of the depthwise kernel; 3 if not given.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Stride of the depthwise convolution; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Activation after the expansion and the depthwise convolution; ReLU if not given.</summary>
    public Activation Activation { get; set; }

    /// <summary>Channels between the two convolutions of squeeze and excitation; without it if not given.</summary>
    public int Squeeze { get; set; }

    /// <summary>Activation between those two; ReLU if not given.</summary>
    public Activation SqueezeActivation { get; set; }

    /// <summary>Gate of squeeze and excitation, Sigmoid or HardSigmoid; HardSigmoid if not given.</summary>
    public Activation Gate { get; set; } = Activation.HardSigmoid;
}
