namespace MtlDsl;

/// <summary>
/// A head that gives the whole image a vector of unit length, near those of images of the same thing: one output, N x size.
/// </summary>
public sealed class EmbeddingHead : Head
{
    /// <summary>Describes a head.</summary>
    /// <param name="name">Name of the declaring property.</param>
    /// <param name="size">Length of the vector.</param>
    /// <param name="vectorOutput">Name of the ONNX output.</param>
    public EmbeddingHead(string name, int size, string vectorOutput)
        : base(name, []) => (Size, OutputNames) = (size, [vectorOutput]);

    /// <summary>Length of the vector.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutputNames { get; }
}
