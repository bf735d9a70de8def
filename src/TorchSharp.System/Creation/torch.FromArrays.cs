using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor as_tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype: dtype, device: device);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, dtype, device, requires_grad, names);

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false) =>
        FromBuffer(rawArray, dtype, count, offset, requires_grad);

    /// <summary>Copies C# values into a new tensor, then converts or moves it when asked to.</summary>
    /// <exception cref="ArgumentException">The number of values is not what the sizes need.</exception>
    private static Tensor FromSpan<T>(
        ReadOnlySpan<T> values, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged =>
        FromBytes(MemoryMarshal.AsBytes(values), Elements.TypeOf(typeof(T)), size, dtype, device, requires_grad, names);

    private static Tensor FromBytes(
        ReadOnlySpan<byte> bytes, ScalarType stored, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        long count = bytes.Length / stored.ElementSize();
        if (size.TotalSize() != count)
            throw new ArgumentException($"{count} values cannot fill a tensor of shape [{string.Join(", ", size)}].");
        Tensor made = empty(size, stored, CPU);
        bytes.CopyTo(made.bytes);
        Device target = device ?? get_default_device();
        if ((dtype is ScalarType wanted && wanted != stored) || target.type != DeviceType.CPU)
            made = made.to(dtype ?? stored, target, disposeAfter: true);
        return Recording(made, requires_grad);
    }

    private static Tensor FromArray(Array rawArray, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        ScalarType stored = Elements.TypeOf(rawArray.GetType().GetElementType()!);
        return FromBytes(BytesOf(rawArray, stored), stored, SizesOf(rawArray), dtype, device, requires_grad, names);
    }

    private static Tensor FromBuffer(Array rawArray, ScalarType dtype, long count, long offset, bool requires_grad)
    {
        ScalarType stored = Elements.TypeOf(rawArray.GetType().GetElementType()!);
        long taken = count < 0 ? rawArray.LongLength - offset : count;
        if (offset < 0 || offset + taken > rawArray.LongLength)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The array holds {rawArray.LongLength} elements; {offset} to {offset + taken} were asked for.");
        int size = stored.ElementSize();
        ReadOnlySpan<byte> bytes = BytesOf(rawArray, stored).Slice(checked((int)offset * size), checked((int)taken * size));
        return FromBytes(bytes, stored, [taken], dtype, null, requires_grad, null);
    }

    private static ReadOnlySpan<byte> BytesOf(Array rawArray, ScalarType stored) =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray), rawArray.Length * stored.ElementSize());

    private static ReadOnlySpan<T> Flat<T>(Array rawArray) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(rawArray)), rawArray.Length);

    private static ReadOnlySpan<T> Listed<T>(IList<T> values) => values as T[] ?? [.. values];

    private static long[] SizesOf(Array rawArray) => [.. Enumerable.Range(0, rawArray.Rank).Select(rawArray.GetLongLength)];
}
