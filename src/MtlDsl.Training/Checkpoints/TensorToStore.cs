namespace MtlDsl.Training.Checkpoints;

/// <summary>A tensor on its way into a file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">What one value is.</param>
/// <param name="Shape">Lengths of its sides; empty for a scalar.</param>
/// <param name="Bytes">Gives the values when their turn comes: little-endian, the last side running fastest, without gaps.</param>
public sealed record TensorToStore(string Name, ElementType Type, IReadOnlyList<long> Shape, Func<ReadOnlyMemory<byte>> Bytes)
{
    /// <summary>Bytes that type and shape ask for.</summary>
    public long Length => Shape.Aggregate((long)Type.Size(), (product, side) => checked(product * side));
}
