using MtlDsl.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One number with its type, as operators take it. It holds no native memory; disposing it does nothing.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(ScalarType type, ValueTag tag, long bits)
    {
        Type = type;
        Tag = tag;
        Bits = bits;
    }

    public ScalarType Type { get; }

    internal ValueTag Tag { get; }

    internal long Bits { get; }

    internal double AsDouble => Tag == ValueTag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => Tag == ValueTag.Double ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    public void Dispose()
    {
    }

    public static implicit operator Scalar(byte value) => new(ScalarType.Byte, ValueTag.Int, value);

    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int8, ValueTag.Int, value);

    public static implicit operator Scalar(short value) => new(ScalarType.Int16, ValueTag.Int, value);

    public static implicit operator Scalar(int value) => new(ScalarType.Int32, ValueTag.Int, value);

    public static implicit operator Scalar(long value) => new(ScalarType.Int64, ValueTag.Int, value);

    public static implicit operator Scalar(Half value) => new(ScalarType.Float16, ValueTag.Double, BitConverter.DoubleToInt64Bits((double)value));

    public static implicit operator Scalar(float value) => new(ScalarType.Float32, ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Scalar(double value) => new(ScalarType.Float64, ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, ValueTag.Bool, value ? 1 : 0);
}
