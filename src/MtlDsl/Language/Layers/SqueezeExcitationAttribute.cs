namespace MtlDsl;

/// <summary>
/// Weighs each channel by what the whole map holds: mean, two 1x1 convolutions with an activation between, a gate (Hu et al.,
/// "Squeeze-and-Excitation Networks", 2018, figure 2).
/// </summary>
/// <param name="squeeze">Channels between the two convolutions.</param>
public sealed class SqueezeExcitationAttribute(int squeeze) : LayerAttribute
{
    /// <summary>Channels between the two convolutions.</summary>
    public int Squeeze { get; } = squeeze;

    /// <summary>Activation between the two convolutions; ReLU if not given.</summary>
    public Activation Activation { get; set; }

    /// <summary>What makes weights out of the second convolution's result, Sigmoid or HardSigmoid; Sigmoid if not given.</summary>
    public Activation Gate { get; set; } = Activation.Sigmoid;
}
