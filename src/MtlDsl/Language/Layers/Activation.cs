namespace MtlDsl;

/// <summary>An activation.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>max(x, 0), at most 6.</summary>
    ReLU6,

    /// <summary>x / (1 + exp(-x)), also called swish.</summary>
    SiLU,

    /// <summary>x * min(max(x + 3, 0), 6) / 6 (Howard et al., "MobileNetV3", 2019, section 5.2).</summary>
    HardSwish,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    HardSigmoid,

    /// <summary>None.</summary>
    None,
}
