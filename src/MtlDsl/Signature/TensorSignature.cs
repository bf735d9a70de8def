namespace MtlDsl;

/// <summary>What an architecture says of one input or output.</summary>
/// <param name="Name">Its name in the ONNX file.</param>
/// <param name="Shape">Its sizes beside the batch; null where any will do.</param>
/// <param name="IsBytes">Whether its values are uint8; float32 otherwise.</param>
internal sealed record TensorSignature(string Name, IReadOnlyList<int?> Shape, bool IsBytes = false)
{
    /// <summary>Whether a tensor of these sizes beside the batch is meant.</summary>
    public bool Admits(IReadOnlyList<int> shape) =>
        shape.Count == Shape.Count && shape.Zip(Shape).All(pair => pair.Second is null || pair.First == pair.Second);

    /// <summary>Its sizes: "21x?x?".</summary>
    public override string ToString() => string.Join('x', Shape.Select(size => size?.ToString() ?? "?"));
}
