namespace MtlDsl.Onnx;

/// <summary>How a network is written in int8.</summary>
public sealed record QuantizationOptions
{
    /// <summary>The runtime that it is for.</summary>
    public QuantizedFor For { get; init; }

    /// <summary>Layers that stay in float32, by name; the beginning of a name up to a dot stands for all below it.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
