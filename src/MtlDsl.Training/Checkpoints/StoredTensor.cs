using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MtlDsl.Training.Checkpoints;

/// <summary>A tensor in a file. Its values are read when they are asked for.</summary>
public sealed class StoredTensor
{
    private readonly Func<byte[]> read;

    internal StoredTensor(string name, ElementType type, IReadOnlyList<long> shape, Func<byte[]> read)
    {
        (Name, Type, Shape, this.read) = (name, type, shape, read);
        Count = shape.Aggregate(1L, (product, side) => product * side);
    }

    /// <summary>Its name in the file.</summary>
    public string Name { get; }

    /// <summary>What one value is.</summary>
    public ElementType Type { get; }

    /// <summary>Lengths of its sides; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of values.</summary>
    public long Count { get; }

    /// <summary>Reads the values: little-endian, the last side running fastest, without gaps.</summary>
    /// <exception cref="CheckpointException">The file ends early or cannot be read.</exception>
    public byte[] ReadBytes() => read();

    /// <summary>Reads the values as single-precision numbers, whatever their type.</summary>
    /// <exception cref="CheckpointException">The file ends early or cannot be read.</exception>
    public float[] ReadFloats()
    {
        var bytes = ReadBytes();
        var floats = new float[Count];
        if (Type == ElementType.Float32)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(floats.AsSpan()));
            return floats;
        }
        var size = Type.Size();
        for (var i = 0; i < floats.Length; i++)
            floats[i] = ToFloat(bytes.AsSpan(i * size, size));
        return floats;
    }

    private float ToFloat(ReadOnlySpan<byte> value) => Type switch
    {
        ElementType.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(value),
        ElementType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(value),
        ElementType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
        ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(value),
        ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(value),
        ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(value),
        ElementType.Int8 => (sbyte)value[0],
        _ => value[0],
    };
}
