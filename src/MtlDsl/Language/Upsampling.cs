namespace MtlDsl;

/// <summary>How a map is enlarged.</summary>
public enum Upsampling
{
    /// <summary>Bilinear interpolation about the cells' centres.</summary>
    Bilinear,

    /// <summary>
    /// A transposed convolution, channel by channel, with the fixed kernel of bilinear interpolation: for runtimes that lack the other.
    /// </summary>
    Transposed,

    /// <summary>The same transposed convolution, but its kernels learn; they start bilinear (Long et al., 2015).</summary>
    Learnt,
}
