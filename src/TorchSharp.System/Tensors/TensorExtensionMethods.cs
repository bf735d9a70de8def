using System.Globalization;
using MtlDsl.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Reading single numbers, and TorchSharp's own file format of tensors.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The size of an element in bytes.</summary>
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No tensor has this element type."),
    };

    /// <summary>How many elements a tensor of this shape has.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static float ToSingle(this Tensor value) => (float)value.ReadNumber();

    public static double ToDouble(this Tensor value) => value.ReadNumber();

    public static Half ToHalf(this Tensor value) => (Half)value.ReadNumber();

    public static sbyte ToSByte(this Tensor value) => (sbyte)value.ReadInteger();

    public static byte ToByte(this Tensor value) => (byte)value.ReadInteger();

    public static short ToInt16(this Tensor value) => (short)value.ReadInteger();

    public static int ToInt32(this Tensor value) => (int)value.ReadInteger();

    public static long ToInt64(this Tensor value) => value.ReadInteger();

    public static bool ToBoolean(this Tensor value) => value.ReadNumber() != 0;

    /// <summary>Writes a tensor in TorchSharp's format: element type, rank and sizes as ULEB128, then the raw elements.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorFormat.Write(tensor, writer);

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using FileStream stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a tensor of TorchSharp's format into one of the same element type and shape.</summary>
    /// <exception cref="ArgumentException">Element type or shape differ.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false) => TensorFormat.ReadInto(tensor, reader, skip);

    /// <summary>A description such as <c>[2x3], type = Float32, device = cpu</c>.</summary>
    public static string metastr(this Tensor tensor) =>
        string.Create(CultureInfo.InvariantCulture, $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}");

    private static double ReadNumber(this Tensor value)
    {
        NativeValue number = value.ReadItem();
        return number.Tag == ValueTag.Double ? number.Real : number.Bits;
    }

    private static long ReadInteger(this Tensor value)
    {
        NativeValue number = value.ReadItem();
        return number.Tag == ValueTag.Double ? (long)number.Real : number.Bits;
    }

    private static NativeValue ReadItem(this Tensor value) => Op.Value("aten::item", value);
}
