namespace MtlDsl.Onnx;

/// <summary>One float32 tensor.</summary>
/// <param name="Shape">Its sizes, outermost first; empty for a single value.</param>
/// <param name="Values">Its values in row-major order.</param>
public sealed record WeightTensor(IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>Its values in row-major order.</summary>
    /// <exception cref="ArgumentException">Their number is not the product of the shape.</exception>
    public ReadOnlyMemory<float> Values { get; } = Values.Length == Shape.Aggregate(1L, (product, size) => product * size)
        ? Values
        : throw new ArgumentException($"A tensor of {Text(Shape)} cannot hold {Values.Length} values.", nameof(Values));

    /// <summary>Its sizes as people write them: "64x3x7x7".</summary>
    public override string ToString() => Text(Shape);

    private static string Text(IReadOnlyList<long> shape) => shape.Count == 0 ? "scalar" : string.Join('x', shape);
}
