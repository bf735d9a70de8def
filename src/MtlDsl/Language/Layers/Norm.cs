namespace MtlDsl;

/// <summary>The normalisation after a convolution.</summary>
public enum Norm
{
    /// <summary>Batch normalisation; the convolution has no bias.</summary>
    Batch,

    /// <summary>None; the convolution has a bias.</summary>
    None,
}
