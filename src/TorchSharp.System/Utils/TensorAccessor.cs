using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU as C# values, in row-major order whatever the strides are.</summary>
/// <typeparam name="T">The C# type of an element.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    /// <param name="tensor">Owned by the accessor from here on.</param>
    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor.DetachFromDisposeScope();
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    private T* First => (T*)_tensor.DataPointer;

    /// <summary>The element at a full index, or the element of that row-major number when one index is given.</summary>
    /// <exception cref="IndexOutOfRangeException">An index lies outside the tensor.</exception>
    public T this[params long[] indices]
    {
        get
        {
            T value = First[Offset(indices)];
            GC.KeepAlive(this);
            return value;
        }
        set
        {
            First[Offset(indices)] = value;
            GC.KeepAlive(this);
        }
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>The elements as a C# array of the tensor's rank.</summary>
    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), _shape);
        T[] flat = ToArray();
        var position = new long[_shape.Length];
        foreach (T value in flat)
        {
            array.SetValue(value, position);
            for (int dimension = position.Length - 1; dimension >= 0 && ++position[dimension] == _shape[dimension]; dimension--) position[dimension] = 0;
        }
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements until either side ends.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        int count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous) new ReadOnlySpan<T>(First + tensorIndex, count).CopyTo(target);
        else
            for (int i = 0; i < count; i++) target[i] = First[StridedOffset(tensorIndex + i)];
        GC.KeepAlive(this);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies elements until either side ends.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_contiguous) source[..count].CopyTo(new Span<T>(First + tensorIndex, count));
        else
            for (int i = 0; i < count; i++) First[StridedOffset(tensorIndex + i)] = source[i];
        GC.KeepAlive(this);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor.Dispose();

    private T At(long flat)
    {
        T value = First[_contiguous ? flat : StridedOffset(flat)];
        GC.KeepAlive(this);
        return value;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            if (indices[0] < 0 || indices[0] >= Count) throw Outside(indices);
            return _contiguous ? indices[0] : StridedOffset(indices[0]);
        }
        if (indices.Length != _shape.Length) throw Outside(indices);
        long offset = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i]) throw Outside(indices);
            offset += indices[i] * _strides[i];
        }
        return offset;
    }

    private long StridedOffset(long flat)
    {
        long offset = 0;
        for (int dimension = _shape.Length - 1; dimension >= 0; dimension--)
        {
            offset += flat % _shape[dimension] * _strides[dimension];
            flat /= _shape[dimension];
        }
        return offset;
    }

    private IndexOutOfRangeException Outside(long[] indices) =>
        new($"Index [{string.Join(", ", indices)}] lies outside a tensor of shape [{string.Join(", ", _shape)}].");
}
