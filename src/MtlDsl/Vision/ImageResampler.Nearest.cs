using System.Numerics;

namespace MtlDsl.Vision;

public static partial class ImageResampler
{
    /// <summary>Takes the nearest label for every pixel of a window.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="window">The part of them, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="outside">The label of what lies outside.</param>
    /// <exception cref="ArgumentException">The window has no extent, or a side of the size is not positive.</exception>
    public static LabelMap Nearest(LabelMap labels, Box window, PixelSize size, byte outside)
    {
        var result = new LabelMap(size.Width, size.Height);
        Nearest<byte, byte>(labels.Labels, labels.Size, window, size, PixelRegion.Whole(size), outside, result.Labels);
        return result;
    }

    /// <summary>Takes the nearest label for every pixel of a part of a window's picture.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="window">The part of them that the whole picture would show, in fractions.</param>
    /// <param name="size">Size of the picture.</param>
    /// <param name="region">The pixels of it that are written.</param>
    /// <param name="outside">The label of what lies outside.</param>
    /// <param name="destination">height x width labels.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not height * width.</exception>
    public static void Nearest(LabelMap labels, Box window, PixelSize size, PixelRegion region, byte outside, Span<long> destination)
    {
        if (destination.Length != (long)size.Width * size.Height)
            throw new ArgumentException($"{size} takes {(long)size.Width * size.Height} labels, not {destination.Length}.", nameof(destination));
        Nearest(labels.Labels, labels.Size, window, size, region, (long)outside, destination);
    }

    /// <summary>Takes the nearest values for every pixel of a window: none is mixed with another, known or not.</summary>
    /// <param name="map">The values.</param>
    /// <param name="window">The part of them, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="destination">Receives channels x height x width values; NaN outside.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not channels * height * width.</exception>
    public static void Nearest(ValueMap map, Box window, PixelSize size, Span<float> destination) =>
        Nearest(map, window, size, PixelRegion.Whole(size), destination);

    /// <summary>Takes the nearest values for every pixel of a part of a window's picture.</summary>
    /// <param name="map">The values.</param>
    /// <param name="window">The part of them that the whole picture would show, in fractions.</param>
    /// <param name="size">Size of the picture.</param>
    /// <param name="region">The pixels of it that are written.</param>
    /// <param name="destination">channels x height x width values; NaN is written outside.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not channels * height * width.</exception>
    public static void Nearest(ValueMap map, Box window, PixelSize size, PixelRegion region, Span<float> destination)
    {
        var area = size.Width * size.Height;
        if (destination.Length != (long)map.Channels * area)
            throw new ArgumentException(
                $"{map.Channels} channels of {size} take {(long)map.Channels * area} values, not {destination.Length}.", nameof(destination));
        for (var channel = 0; channel < map.Channels; channel++)
            Nearest(map.Plane(channel), map.Size, window, size, region, float.NaN, destination.Slice(channel * area, area));
    }

    private static void Nearest<TSource, TTarget>(
        ReadOnlySpan<TSource> source, PixelSize sourceSize, Box window, PixelSize size, PixelRegion region, TTarget outside,
        Span<TTarget> destination)
        where TSource : unmanaged, INumberBase<TSource>
        where TTarget : unmanaged, INumberBase<TTarget>
    {
        using var columns = new NearestAxis(sourceSize.Width, window.Left, window.Right, size.Width);
        using var rows = new NearestAxis(sourceSize.Height, window.Top, window.Bottom, size.Height);
        for (var y = region.Top; y < region.Bottom; y++)
        {
            var target = destination.Slice(y * size.Width, size.Width);
            if (rows[y] < 0)
            {
                target[region.Left..region.Right].Fill(outside);
                continue;
            }
            var row = source.Slice(rows[y] * sourceSize.Width, sourceSize.Width);
            for (var x = region.Left; x < region.Right; x++)
                target[x] = columns[x] < 0 ? outside : TTarget.CreateTruncating(row[columns[x]]);
        }
    }
}
