using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Checkpoints;

/// <summary>Carries tensors between memory and files.</summary>
internal static class TensorStorage
{
    private static readonly (ElementType Stored, ScalarType Live)[] types =
    [
        (ElementType.Float64, ScalarType.Float64),
        (ElementType.Float32, ScalarType.Float32),
        (ElementType.Float16, ScalarType.Float16),
        (ElementType.BFloat16, ScalarType.BFloat16),
        (ElementType.Int64, ScalarType.Int64),
        (ElementType.Int32, ScalarType.Int32),
        (ElementType.Int16, ScalarType.Int16),
        (ElementType.Int8, ScalarType.Int8),
        (ElementType.UInt8, ScalarType.Byte),
        (ElementType.Bool, ScalarType.Bool),
    ];

    /// <summary>A tensor to be written under a name; its values are copied when their turn comes.</summary>
    public static TensorToStore ToStore(string name, Tensor tensor) =>
        new(name, Array.Find(types, pair => pair.Live == tensor.dtype).Stored, tensor.shape, () => Bytes(tensor));

    /// <summary>Numbers to be written under a name, to the last bit.</summary>
    public static TensorToStore NumbersToStore(string name, params IReadOnlyList<double> numbers) =>
        new(name, ElementType.Float64, [numbers.Count], () => MemoryMarshal.AsBytes<double>(numbers.ToArray()).ToArray());

    /// <summary>Numbers that were written so.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="FormatException">They are of another type.</exception>
    public static double[] ReadDoubles(this StoredTensor stored) => stored.Type == ElementType.Float64
        ? MemoryMarshal.Cast<byte, double>(stored.ReadBytes()).ToArray()
        : throw new FormatException($"the tensor '{stored.Name}' holds {stored.Type}, not {ElementType.Float64}");

    /// <summary>As many numbers as there must be.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="FormatException">They are of another type or number.</exception>
    public static double[] ReadDoubles(this StoredTensor stored, int count) => stored.ReadDoubles() is var numbers && numbers.Length == count
        ? numbers
        : throw new FormatException($"the tensor '{stored.Name}' holds {numbers.Length} numbers, not {count}");

    /// <summary>The whole tensor, on the CPU.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    public static Tensor ToTensor(this StoredTensor stored)
    {
        var tensor = empty([.. stored.Shape], Array.Find(types, pair => pair.Stored == stored.Type).Live, device: CPU);
        stored.ReadBytes().CopyTo(tensor.bytes);
        return tensor;
    }

    /// <summary>The whole tensor, with the type, device and layout of another one of its shape.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It has another shape.</exception>
    public static Tensor ToTensorLike(this StoredTensor stored, Tensor other)
    {
        var tensor = empty_like(other);
        stored.CopyTo(tensor);
        return tensor;
    }

    /// <summary>The whole tensor in memory, if it has the shape that it must have.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It has another shape.</exception>
    public static Tensor ToTensor(this StoredTensor stored, ReadOnlySpan<long> shape) => stored.Shape.SequenceEqual(shape.ToArray())
        ? stored.ToTensor()
        : throw new FormatException($"the tensor '{stored.Name}' is {string.Join('x', stored.Shape)}, not {string.Join('x', shape.ToArray())}");

    /// <summary>Overwrites a tensor's values, whatever its type, device and layout.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="FormatException">The file's has another shape.</exception>
    public static void CopyTo(this StoredTensor stored, Tensor target)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
            target.copy_(stored.ToTensor(target.shape));
    }

    private static ReadOnlyMemory<byte> Bytes(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().bytes.ToArray();
    }
}
