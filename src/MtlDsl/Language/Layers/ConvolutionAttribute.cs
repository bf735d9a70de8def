namespace MtlDsl;

/// <summary>What convolutions have in common: their window, and what follows them.</summary>
public abstract class ConvolutionAttribute : LayerAttribute
{
    /// <summary>Side of the kernel; 3 if not given.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Step between two cells; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros added around the map; if not given, as many as keep its size at stride 1.</summary>
    public int Padding { get; set; } = -1;

    /// <summary>Distance between two taps of the kernel; 1 if not given.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether it has a bias; if not given, it has one where no normalisation follows, which would undo it.</summary>
    public bool Bias { get; set; }

    /// <summary>Normalisation after the convolution; batch normalisation if not given.</summary>
    public Norm Norm { get; set; }

    /// <summary>Groups of channels that <see cref="Norm.Group"/> normalises together; 32 if not given.</summary>
    public int NormGroups { get; set; } = 32;

    /// <summary>Activation after the normalisation; ReLU if not given.</summary>
    public Activation Activation { get; set; }
}
