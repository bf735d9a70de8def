using System.Numerics;
using System.Runtime.InteropServices;

namespace MtlDsl.Vision;

/// <summary>
/// Cuts a window out of an image and brings it to a size: cropping, resizing, warping, expanding and flipping in one step.
/// <para>
/// A window is given in fractions of the image. It may reach outside; pixels whose centre lies there are filled. With Left above Right
/// the result is mirrored, with Top below Bottom it stands on its head.
/// </para>
/// </summary>
public static partial class ImageResampler
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
        RgbImage image, Box window, PixelSize size, PixelNormalization normalization, Span<float> destination, Rgb? fill = null) =>
        ToPlanar(image, window, size, PixelRegion.Whole(size), normalization, destination, fill, change: null);

    /// <summary>Resamples a window into a part of a network's input, with the image's colours changed.</summary>
    /// <param name="image">The image.</param>
    /// <param name="window">The part of it that a whole input would show, in fractions.</param>
    /// <param name="size">Size of the input.</param>
    /// <param name="region">The pixels of the input that are written.</param>
    /// <param name="normalization">How values of 0 to 255 become the input.</param>
    /// <param name="destination">3 x height x width values, plane by plane.</param>
    /// <param name="change">Changes the colours of the image's pixels, row by row; null leaves them. What lies outside becomes 0.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not 3 * height * width.</exception>
    public static void ToPlanar(
        RgbImage image, Box window, PixelSize size, PixelRegion region, PixelNormalization normalization, Span<float> destination,
        ColorRow? change) => ToPlanar(image, window, size, region, normalization, destination, fill: null, change);

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
        using var rows = new ResampledRows(image, window, size, PixelRegion.Whole(size));
        for (var y = 0; y < size.Height; y++)
        {
            var row = rows.Compute(y, out var first, out var end);
            FillOutside(pixels.Slice(y * size.Width, size.Width), PixelRegion.Whole(size), first, end, fill);
            var bytes = result.Pixels.AsSpan(3 * y * size.Width, 3 * size.Width);
            for (var i = 3 * first; i < 3 * end; i++)
                bytes[i] = (byte)(row[i] + 0.5f);
        }
        return result;
    }

    private static void ToPlanar(
        RgbImage image, Box window, PixelSize size, PixelRegion region, PixelNormalization normalization, Span<float> destination,
        Rgb? fill, ColorRow? change)
    {
        var area = size.Width * size.Height;
        if (destination.Length != 3L * area)
            throw new ArgumentException($"An input of {size} takes {3L * area} values, not {destination.Length}.", nameof(destination));
        var (mean, deviation) = normalization;
        var outside = fill is { } color ? (color.R, color.G, color.B) : mean;
        using var rows = new ResampledRows(image, window, size, region);
        for (var y = region.Top; y < region.Bottom; y++)
        {
            var row = rows.Compute(y, out var first, out var end);
            var start = y * size.Width;
            var reds = destination.Slice(start, size.Width);
            var greens = destination.Slice(area + start, size.Width);
            var blues = destination.Slice(2 * area + start, size.Width);
            FillOutside(reds, region, first, end, (outside.R - mean.R) / deviation.R);
            FillOutside(greens, region, first, end, (outside.G - mean.G) / deviation.G);
            FillOutside(blues, region, first, end, (outside.B - mean.B) / deviation.B);
            if (first == end)
                continue;
            var r = reds[first..end];
            var g = greens[first..end];
            var b = blues[first..end];
            if (change is null)
            {
                WriteChannel(row[(3 * first)..], 1 / deviation.R, -mean.R / deviation.R, r);
                WriteChannel(row[(3 * first + 1)..], 1 / deviation.G, -mean.G / deviation.G, g);
                WriteChannel(row[(3 * first + 2)..], 1 / deviation.B, -mean.B / deviation.B, b);
                continue;
            }
            WriteChannel(row[(3 * first)..], 1f / 255, 0, r);
            WriteChannel(row[(3 * first + 1)..], 1f / 255, 0, g);
            WriteChannel(row[(3 * first + 2)..], 1f / 255, 0, b);
            change(r, g, b);
            Scale(r, 255 / deviation.R, -mean.R / deviation.R);
            Scale(g, 255 / deviation.G, -mean.G / deviation.G);
            Scale(b, 255 / deviation.B, -mean.B / deviation.B);
        }
    }

    private static void WriteChannel(ReadOnlySpan<float> interleaved, float factor, float summand, Span<float> destination)
    {
        for (var x = 0; x < destination.Length; x++)
            destination[x] = interleaved[3 * x] * factor + summand;
    }

    private static void Scale(Span<float> values, float factor, float summand)
    {
        var i = 0;
        for (var offset = new Vector<float>(summand); i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(values[i..]) * factor + offset).CopyTo(values[i..]);
        for (; i < values.Length; i++)
            values[i] = values[i] * factor + summand;
    }

    private static void FillOutside<T>(Span<T> row, PixelRegion region, int first, int end, T value)
    {
        row[region.Left..first].Fill(value);
        row[end..region.Right].Fill(value);
    }
}
