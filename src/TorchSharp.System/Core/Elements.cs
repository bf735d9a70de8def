using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Which C# type stands for which element type.</summary>
internal static class Elements
{
    /// <exception cref="NotSupportedException">No element type is stored as <paramref name="type"/>.</exception>
    public static ScalarType TypeOf(Type type)
    {
        if (type == typeof(float)) return ScalarType.Float32;
        if (type == typeof(long)) return ScalarType.Int64;
        if (type == typeof(double)) return ScalarType.Float64;
        if (type == typeof(int)) return ScalarType.Int32;
        if (type == typeof(byte)) return ScalarType.Byte;
        if (type == typeof(bool)) return ScalarType.Bool;
        if (type == typeof(sbyte)) return ScalarType.Int8;
        if (type == typeof(short)) return ScalarType.Int16;
        if (type == typeof(Half)) return ScalarType.Float16;
        throw new NotSupportedException($"No tensor has elements of type {type}; use float, double, Half, bool, byte, sbyte, short, int or long.");
    }
}
