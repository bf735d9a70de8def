using System.Buffers;
using System.Numerics;

namespace MtlDsl.Vision;

/// <summary>Brings dense maps to another size.</summary>
public static class ValueMaps
{
    /// <summary>
    /// Enlarges a network's values to an image, bilinearly with pixel centres aligned, as PyTorch's
    /// <c>interpolate(..., mode="bilinear", align_corners=False)</c>. The values themselves do not change with the size.
    /// </summary>
    /// <param name="values">Channels x height x width of the values.</param>
    /// <param name="channels">Values a pixel.</param>
    /// <param name="valuesSize">Size of a plane of the values.</param>
    /// <param name="target">Size of the result; where it is that of the values they are copied.</param>
    /// <exception cref="ArgumentException">The length of the values is not channels * height * width.</exception>
    public static ValueMap Resize(ReadOnlySpan<float> values, int channels, PixelSize valuesSize, PixelSize target)
    {
        var result = new ValueMap(channels, target.Height, target.Width);
        Resize(values, valuesSize, ImageResampler.Whole, result);
        return result;
    }

    /// <summary>The same of a part of the values, into a map that is used again: a stream of images allocates nothing.</summary>
    /// <param name="values">Channels x height x width of the values.</param>
    /// <param name="valuesSize">Size of a plane of the values.</param>
    /// <param name="window">The part of the values that the map shows, in fractions.</param>
    /// <param name="map">Receives the values; as many channels.</param>
    /// <exception cref="ArgumentException">The length of the values is not channels * height * width.</exception>
    public static void Resize(ReadOnlySpan<float> values, PixelSize valuesSize, Box window, ValueMap map)
    {
        var plane = valuesSize.Width * valuesSize.Height;
        if (values.Length != (long)map.Channels * plane)
            throw new ArgumentException($"{map.Channels} channels of {valuesSize} take {(long)map.Channels * plane} values, not {values.Length}.", nameof(values));
        if (map.Size == valuesSize && window == ImageResampler.Whole)
        {
            values.CopyTo(map.Values);
            return;
        }
        var rented = ArrayPool<(int, int, float)>.Shared.Rent(map.Width);
        var columns = rented.AsSpan(0, map.Width);
        new BilinearAxis(map.Width, valuesSize.Width, window.Left, window.Right).CopyTo(columns);
        var rows = new BilinearAxis(map.Height, valuesSize.Height, window.Top, window.Bottom);
        var memory = ArrayPool<float>.Shared.Rent(2 * map.Width);
        for (var channel = 0; channel < map.Channels; channel++)
            Enlarge(values.Slice(channel * plane, plane), valuesSize.Width, columns, rows, memory, map.Values.AsSpan(channel * map.Height * map.Width, map.Height * map.Width));
        ArrayPool<float>.Shared.Return(memory);
        ArrayPool<(int, int, float)>.Shared.Return(rented);
    }

    // Columns are enlarged once for each row of the values; rows then blend in whole vectors.
    private static void Enlarge(
        ReadOnlySpan<float> values, int stride, ReadOnlySpan<(int Low, int High, float Weight)> columns, BilinearAxis rows, Span<float> memory,
        Span<float> target)
    {
        var width = columns.Length;
        var upper = memory[..width];
        var lower = memory.Slice(width, width);
        var previous = -1;
        for (var y = 0; y < target.Length / width; y++)
        {
            var (low, high, weight) = rows[y];
            if (low != previous)
            {
                EnlargeRow(values.Slice(low * stride, stride), columns, upper);
                EnlargeRow(values.Slice(high * stride, stride), columns, lower);
                previous = low;
            }
            Blend(upper, lower, weight, target.Slice(y * width, width));
        }
    }

    private static void EnlargeRow(ReadOnlySpan<float> source, ReadOnlySpan<(int Low, int High, float Weight)> columns, Span<float> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var (low, high, weight) = columns[x];
            target[x] = source[low] + weight * (source[high] - source[low]);
        }
    }

    private static void Blend(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float weight, Span<float> target)
    {
        var x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var above = new Vector<float>(upper[x..]);
            (above + weight * (new Vector<float>(lower[x..]) - above)).CopyTo(target[x..]);
        }
        for (; x < target.Length; x++)
            target[x] = upper[x] + weight * (lower[x] - upper[x]);
    }
}
