namespace MtlDsl;

/// <summary>The activation after a convolution.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>max(x, 0), at most 6.</summary>
    ReLU6,

    /// <summary>None.</summary>
    None,
}
