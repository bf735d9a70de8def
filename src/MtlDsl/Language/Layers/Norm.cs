namespace MtlDsl;

/// <summary>The normalisation after a convolution.</summary>
public enum Norm
{
    /// <summary>Batch normalisation (Ioffe and Szegedy, 2015).</summary>
    Batch,

    /// <summary>Group normalisation, which does without batches (Wu and He, 2018).</summary>
    Group,

    /// <summary>None.</summary>
    None,
}
