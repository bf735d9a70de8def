using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Native;

/// <summary>
/// One argument of an operator, before it is laid out for the native side. Everything an operator takes
/// converts to it, so a call reads like the operator's schema; null is the schema's None.
/// </summary>
internal readonly struct Arg
{
    internal readonly ValueTag Tag;
    internal readonly long Bits;
    internal readonly object? Reference;

    private Arg(ValueTag tag, long bits, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    public static Arg None => default;

    /// <summary>The number of elements when the argument is a list or a string of UTF-16 units.</summary>
    internal int Count => Reference switch
    {
        Array list => list.Length,
        string text => text.Length,
        _ => 0,
    };

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(ValueTag.Tensor, 0, value);

    public static implicit operator Arg(Tensor?[]? value) => value is null ? None : new(ValueTag.TensorList, 0, value);

    public static implicit operator Arg(long value) => new(ValueTag.Int, value);

    public static implicit operator Arg(long? value) => value is long number ? number : None;

    public static implicit operator Arg(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is double number ? number : None;

    public static implicit operator Arg(bool value) => new(ValueTag.Bool, value ? 1 : 0);

    public static implicit operator Arg(bool? value) => value is bool flag ? flag : None;

    public static implicit operator Arg(string? value) => value is null ? None : new(ValueTag.String, 0, value);

    public static implicit operator Arg(long[]? value) => value is null ? None : new(ValueTag.IntList, 0, value);

    public static implicit operator Arg(double[]? value) => value is null ? None : new(ValueTag.DoubleList, 0, value);

    public static implicit operator Arg(bool[]? value) => value is null ? None : new(ValueTag.BoolList, 0, value);

    public static implicit operator Arg(Scalar? value) => value is null ? None : new(value.Tag, value.Bits);

    public static implicit operator Arg(ScalarType value) => new(ValueTag.Int, (long)value);

    public static implicit operator Arg(ScalarType? value) => value is ScalarType type ? type : None;

    public static implicit operator Arg(Device? value) => value is null ? None : new(ValueTag.Device, value.Packed);

    public static implicit operator Arg(Generator? value) => value is null ? None : new(ValueTag.Generator, 0, value);
}
