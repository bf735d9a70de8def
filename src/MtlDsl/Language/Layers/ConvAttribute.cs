namespace MtlDsl;

/// <summary>A convolution with its normalisation and activation.</summary>
/// <param name="channels">Channels of the map that it gives.</param>
public sealed class ConvAttribute(int channels) : LayerAttribute
{
    /// <summary>Channels of the map that it gives.</summary>
    public int Channels { get; } = channels;

    /// <summary>Side of the kernel; 3 if not given.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Step between two cells; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros added around the map; if not given, as many as keep its size at stride 1.</summary>
    public int Padding { get; set; } = -1;

    /// <summary>Distance between two taps of the kernel; 1 if not given.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Independent groups of channels; 1 if not given.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Normalisation after the convolution; batch normalisation if not given.</summary>
    public Norm Norm { get; set; }

    /// <summary>Activation after the normalisation; ReLU if not given.</summary>
    public Activation Activation { get; set; }
}
