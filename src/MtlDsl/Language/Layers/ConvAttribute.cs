namespace MtlDsl;

/// <summary>A convolution with its normalisation and activation.</summary>
/// <param name="channels">Channels of the map that it gives.</param>
public sealed class ConvAttribute(int channels) : ConvolutionAttribute
{
    /// <summary>Channels of the map that it gives.</summary>
    public int Channels { get; } = channels;

    /// <summary>Groups of channels that do not see each other; 1 if not given.</summary>
    public int Groups { get; set; } = 1;
}
