using System.Runtime.InteropServices;
using Google.Protobuf;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>The constants of a graph; equal ones are kept once.</summary>
internal sealed class ConstantPool(NameScope names)
{
    private readonly Dictionary<Key, string> known = [];
    private readonly List<TensorProto> tensors = [];

    public IReadOnlyList<TensorProto> Tensors => tensors;

    /// <summary>The name under which these values are in the graph: the one wished for, or that of an equal constant.</summary>
    public string Add(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        Add(name, TensorProto.Types.DataType.Float, shape, MemoryMarshal.AsBytes(values));

    /// <inheritdoc cref="Add(string, IReadOnlyList{long}, ReadOnlySpan{float})"/>
    public string Add(string name, ReadOnlySpan<long> values) =>
        Add(name, TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <inheritdoc cref="Add(string, IReadOnlyList{long}, ReadOnlySpan{float})"/>
    public string Add(string name, IReadOnlyList<long> shape, ReadOnlySpan<int> values) =>
        Add(name, TensorProto.Types.DataType.Int32, shape, MemoryMarshal.AsBytes(values));

    private string Add(string name, TensorProto.Types.DataType type, IReadOnlyList<long> shape, ReadOnlySpan<byte> bytes)
    {
        var key = new Key(type, string.Join('x', shape), ByteString.CopyFrom(bytes));
        if (known.TryGetValue(key, out var existing))
            return existing;

        var tensor = new TensorProto { Name = names.Unique(name), DataType = (int)type, RawData = key.Bytes };
        tensor.Dims.AddRange(shape);
        tensors.Add(tensor);
        known.Add(key, tensor.Name);
        return tensor.Name;
    }

    private readonly record struct Key(TensorProto.Types.DataType Type, string Shape, ByteString Bytes);
}
