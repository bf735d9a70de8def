using System.Runtime.InteropServices;

namespace MtlDsl.Vision;

/// <summary>
/// Cuts a window out of an image and brings it to a size: cropping, resizing, warping, expanding and flipping in one step.
/// <para>
/// A window is given in fractions of the image. It may reach outside; pixels whose centre lies there are filled. With Left above Right
/// the result is mirrored, with Top below Bottom it stands on its head.
/// </para>
/// </summary>
public static class ImageResampler
{
    /// <summary>The window that is the whole image.</summary>
    public static Box Whole { get; } = new(0, 0, 1, 1);

    /// <summary>The whole image, mirrored.</summary>
    public static Box Mirrored { get; } = new(1, 0, 0, 1);

    /// <summary>Resamples a window into a network's input.</summary>
    /// <param name="image">The image.</param>
    /// <param name="window">The part of it, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="normalization">How values of 0 to 255 become the input.</param>
    /// <param name="destination">Receives 3 x height x width values, plane by plane.</param>
    /// <param name="fill">What lies outside the image; by default the normalisation's mean, which becomes 0.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not 3 * height * width.</exception>
    public static void ToPlanar(
        RgbImage image, Box window, PixelSize size, PixelNormalization normalization, Span<float> destination, Rgb? fill = null)
    {
        var area = size.Width * size.Height;
        if (destination.Length != 3L * area)
            throw new ArgumentException($"An input of {size} takes {3L * area} values, not {destination.Length}.", nameof(destination));
        var (mean, deviation) = normalization;
        var outside = fill is { } color ? (color.R, color.G, color.B) : mean;
        using var rows = new ResampledRows(image, window, size);
        for (var y = 0; y < size.Height; y++)
        {
            var row = rows.Compute(y, out var first, out var end);
            var start = y * size.Width;
            WriteChannel(row, 0, first, end, mean.R, deviation.R, outside.R, destination.Slice(start, size.Width));
            WriteChannel(row, 1, first, end, mean.G, deviation.G, outside.G, destination.Slice(area + start, size.Width));
            WriteChannel(row, 2, first, end, mean.B, deviation.B, outside.B, destination.Slice(2 * area + start, size.Width));
        }
    }

    /// <summary>Resamples a window into an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="window">The part of it, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="fill">What lies outside the image; black by default.</param>
    /// <exception cref="ArgumentException">The window has no extent, or a side of the size is not positive.</exception>
    public static RgbImage Resize(RgbImage image, Box window, PixelSize size, Rgb fill = default)
    {
        var result = new RgbImage(size.Width, size.Height);
        var pixels = MemoryMarshal.Cast<byte, Rgb>(result.Pixels.AsSpan());
        using var rows = new ResampledRows(image, window, size);
        for (var y = 0; y < size.Height; y++)
        {
            var row = rows.Compute(y, out var first, out var end);
            FillOutside(pixels.Slice(y * size.Width, size.Width), first, end, fill);
            var bytes = result.Pixels.AsSpan(3 * y * size.Width, 3 * size.Width);
            for (var i = 3 * first; i < 3 * end; i++)
                bytes[i] = (byte)(row[i] + 0.5f);
        }
        return result;
    }

    /// <summary>Takes the nearest label for every pixel of a window.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="window">The part of them, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="outside">The label of what lies outside.</param>
    /// <exception cref="ArgumentException">The window has no extent, or a side of the size is not positive.</exception>
    public static LabelMap Nearest(LabelMap labels, Box window, PixelSize size, byte outside)
    {
        var result = new LabelMap(size.Width, size.Height);
        var columns = NearestPixels(labels.Width, window.Left, window.Right, size.Width);
        var rows = NearestPixels(labels.Height, window.Top, window.Bottom, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            var target = result.Labels.AsSpan(y * size.Width, size.Width);
            if (rows[y] < 0)
            {
                target.Fill(outside);
                continue;
            }
            var source = labels.Labels.AsSpan(rows[y] * labels.Width, labels.Width);
            for (var x = 0; x < target.Length; x++)
                target[x] = columns[x] < 0 ? outside : source[columns[x]];
        }
        return result;
    }

    /// <summary>Takes the nearest values for every pixel of a window: none is mixed with another, known or not.</summary>
    /// <param name="map">The values.</param>
    /// <param name="window">The part of them, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="destination">Receives channels x height x width values; NaN outside.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not channels * height * width.</exception>
    public static void Nearest(ValueMap map, Box window, PixelSize size, Span<float> destination)
    {
        var area = size.Width * size.Height;
        if (destination.Length != (long)map.Channels * area)
            throw new ArgumentException(
                $"{map.Channels} channels of {size} take {(long)map.Channels * area} values, not {destination.Length}.", nameof(destination));
        var columns = NearestPixels(map.Width, window.Left, window.Right, size.Width);
        var rows = NearestPixels(map.Height, window.Top, window.Bottom, size.Height);
        for (var channel = 0; channel < map.Channels; channel++)
        for (var y = 0; y < size.Height; y++)
        {
            var target = destination.Slice(channel * area + y * size.Width, size.Width);
            if (rows[y] < 0)
            {
                target.Fill(float.NaN);
                continue;
            }
            var source = map.Plane(channel).Slice(rows[y] * map.Width, map.Width);
            for (var x = 0; x < target.Length; x++)
                target[x] = columns[x] < 0 ? float.NaN : source[columns[x]];
        }
    }

    // The source pixel under the centre of each output pixel, -1 outside.
    private static int[] NearestPixels(int source, float from, float to, int size)
    {
        if (!float.IsFinite(from) || !float.IsFinite(to) || from == to)
            throw new ArgumentException($"A window from {from} to {to} of the labels cannot be resampled: it needs an extent.");
        var pixels = new int[size];
        for (var i = 0; i < size; i++)
        {
            var center = (from + (i + 0.5) * ((double)to - from) / size) * source;
            pixels[i] = center >= 0 && center < source ? (int)center : -1;
        }
        return pixels;
    }

    private static void WriteChannel(
        ReadOnlySpan<float> row, int channel, int first, int end, float mean, float deviation, float outside, Span<float> destination)
    {
        var (scale, shift) = (1 / deviation, -mean / deviation);
        FillOutside(destination, first, end, (outside - mean) / deviation);
        for (var x = first; x < end; x++)
            destination[x] = row[3 * x + channel] * scale + shift;
    }

    private static void FillOutside<T>(Span<T> row, int first, int end, T value)
    {
        row[..first].Fill(value);
        row[end..].Fill(value);
    }
}
