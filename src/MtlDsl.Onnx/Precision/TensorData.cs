using System.Runtime.InteropServices;
using Google.Protobuf;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>The numbers of constants.</summary>
internal static class TensorData
{
    /// <summary>The numbers of a float32 constant.</summary>
    public static ReadOnlySpan<float> Floats(this TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);

    /// <summary>A constant of any type.</summary>
    public static TensorProto Tensor<T>(string name, TensorProto.Types.DataType type, ReadOnlySpan<T> values, params IEnumerable<long> shape)
        where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
        tensor.Dims.AddRange(shape);
        return tensor;
    }

    /// <summary>Leaves out the constants that no node reads.</summary>
    public static void DropUnusedConstants(this GraphProto graph)
    {
        var used = graph.Node.SelectMany(node => node.Input).ToHashSet(StringComparer.Ordinal);
        var kept = graph.Initializer.Where(tensor => used.Contains(tensor.Name)).ToList();
        graph.Initializer.Clear();
        graph.Initializer.AddRange(kept);
    }
}
