using MtlDsl.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// One tensor in TorchSharp's own file format: element type, rank and each size as unsigned LEB128, then the
/// elements as they lie in memory, little-endian.
/// </summary>
internal static class TensorFormat
{
    public static void Write(Tensor tensor, BinaryWriter writer)
    {
        if (!tensor.is_contiguous())
            throw new InvalidOperationException($"{tensor.metastr()} is not contiguous and cannot be saved; call contiguous() first.");
        writer.Write7BitEncodedInt64((int)tensor.dtype);
        long[] shape = tensor.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (long size in shape) writer.Write7BitEncodedInt64(size);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void ReadInto(Tensor tensor, BinaryReader reader, bool skip)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        if (skip)
        {
            Skip(reader, shape.TotalSize() * type.ElementSize());
            return;
        }
        if (type != tensor.dtype)
            throw new ArgumentException($"The file holds elements of type {type}, the tensor {tensor.metastr()}; convert one of them.");
        if (!shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException($"The file holds shape [{string.Join("x", shape)}], the tensor {tensor.metastr()}.");
        using Tensor loaded = empty(shape, type);
        loaded.ReadBytesFromStream(reader.BaseStream);
        using (no_grad()) tensor.copy_(loaded);
    }

    public static Tensor Read(BinaryReader reader)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        Tensor loaded = empty(shape, type);
        loaded.ReadBytesFromStream(reader.BaseStream);
        return loaded;
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        long rank = reader.Read7BitEncodedInt64();
        // libtorch's own limit is 64; anything above is a damaged file.
        if (!Enum.IsDefined(type) || rank is < 0 or > 64)
            throw new InvalidDataException($"The stream holds no tensor: element type {(int)type}, rank {rank}.");
        var shape = new long[rank];
        for (int i = 0; i < shape.Length; i++) shape[i] = reader.Read7BitEncodedInt64();
        return (type, shape);
    }

    private static void Skip(BinaryReader reader, long count)
    {
        if (reader.BaseStream.CanSeek) reader.BaseStream.Seek(count, SeekOrigin.Current);
        else
            for (; count > 0; count--) reader.ReadByte();
    }
}
