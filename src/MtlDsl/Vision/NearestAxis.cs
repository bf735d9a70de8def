using System.Buffers;

namespace MtlDsl.Vision;

/// <summary>Which source pixel lies under the centre of each output pixel of an axis.</summary>
internal readonly ref struct NearestAxis
{
    private readonly int[] pixels;

    /// <summary>Plans an axis.</summary>
    /// <param name="source">Pixels of the source along the axis.</param>
    /// <param name="from">Where the first output pixel begins, as a fraction of the source.</param>
    /// <param name="to">Where the last one ends; before <paramref name="from"/> for a mirrored output.</param>
    /// <param name="size">Output pixels.</param>
    /// <exception cref="ArgumentException">The window has no extent or is not finite.</exception>
    public NearestAxis(int source, float from, float to, int size)
    {
        if (!float.IsFinite(from) || !float.IsFinite(to) || from == to)
            throw new ArgumentException($"A window from {from} to {to} of the labels cannot be resampled: it needs an extent.");
        pixels = ArrayPool<int>.Shared.Rent(size);
        for (var i = 0; i < size; i++)
        {
            var center = (from + (i + 0.5) * ((double)to - from) / size) * source;
            pixels[i] = center >= 0 && center < source ? (int)center : -1;
        }
    }

    /// <summary>The source pixel; -1 outside.</summary>
    public int this[int index] => pixels[index];

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<int>.Shared.Return(pixels);
}
