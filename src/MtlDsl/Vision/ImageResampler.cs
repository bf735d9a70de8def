using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        ImageView image, Box window, PixelSize size, PixelNormalization normalization, Span<float> destination, Rgb? fill = null) =>
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
        ImageView image, Box window, PixelSize size, PixelRegion region, PixelNormalization normalization, Span<float> destination,
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
        Resize(image, window, size, result.Pixels, fill);
        return result;
    }

    /// <summary>Resamples a window into bytes: red, green, blue, row after row.</summary>
    /// <param name="image">The image.</param>
    /// <param name="window">The part of it, in fractions.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="destination">Receives height x width x 3 bytes.</param>
    /// <param name="fill">What lies outside the image.</param>
    /// <exception cref="ArgumentException">The window has no extent, or the destination's length is not height * width * 3.</exception>
    public static void Resize(ImageView image, Box window, PixelSize size, Span<byte> destination, Rgb fill)
    {
        if (destination.Length != 3L * size.Width * size.Height)
            throw new ArgumentException($"An image of {size} takes {3L * size.Width * size.Height} bytes, not {destination.Length}.", nameof(destination));
        using var rows = new ResampledRows(image, window, size, PixelRegion.Whole(size));
        for (var y = 0; y < size.Height; y++)
        {
            var row = rows.Compute(y, out var first, out var end);
            var bytes = destination.Slice(3 * y * size.Width, 3 * size.Width);
            FillOutside(MemoryMarshal.Cast<byte, Rgb>(bytes), PixelRegion.Whole(size), first, end, fill);
            if (rows.BlueFirst)
                for (var i = 3 * first; i < 3 * end; i += 3)
                    (bytes[i], bytes[i + 1], bytes[i + 2]) = (Byte(row[i + 2]), Byte(row[i + 1]), Byte(row[i]));
            else
                for (var i = 3 * first; i < 3 * end; i++)
                    bytes[i] = Byte(row[i]);
        }

        static byte Byte(float value) => (byte)(value + 0.5f);
    }

    private static void ToPlanar(
        ImageView image, Box window, PixelSize size, PixelRegion region, PixelNormalization normalization, Span<float> destination,
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
            var pixels = row[(3 * first)..(3 * end)];
            Separate(pixels, rows.BlueFirst ? b : r, g, rows.BlueFirst ? r : b);
            if (change is null)
            {
                Scale(r, 1 / deviation.R, -mean.R / deviation.R);
                Scale(g, 1 / deviation.G, -mean.G / deviation.G);
                Scale(b, 1 / deviation.B, -mean.B / deviation.B);
                continue;
            }
            Scale(r, 1f / 255, 0);
            Scale(g, 1f / 255, 0);
            Scale(b, 1f / 255, 0);
            change(r, g, b);
            Scale(r, 255 / deviation.R, -mean.R / deviation.R);
            Scale(g, 255 / deviation.G, -mean.G / deviation.G);
            Scale(b, 255 / deviation.B, -mean.B / deviation.B);
        }
    }

    // Three values a pixel become three rows: four pixels are three vectors, of which each row takes four lanes.
    private static void Separate(ReadOnlySpan<float> pixels, Span<float> firsts, Span<float> seconds, Span<float> thirds)
    {
        ref var source = ref MemoryMarshal.GetReference(pixels);
        var x = 0;
        for (; x <= firsts.Length - 4; x += 4)
        {
            var a = Vector128.LoadUnsafe(ref source, (nuint)(3 * x));      // 0 1 2 0
            var b = Vector128.LoadUnsafe(ref source, (nuint)(3 * x + 4));  // 1 2 0 1
            var c = Vector128.LoadUnsafe(ref source, (nuint)(3 * x + 8));  // 2 0 1 2
            Vector128.ConditionalSelect(
                Vector128.Create(-1, -1, 0, 0).AsSingle(), Vector128.Shuffle(a, Vector128.Create(0, 3, 0, 0)), Vector128.ConditionalSelect(
                Vector128.Create(0, 0, -1, 0).AsSingle(), b, Vector128.Shuffle(c, Vector128.Create(0, 0, 0, 1)))).CopyTo(firsts[x..]);
            Vector128.ConditionalSelect(
                Vector128.Create(-1, 0, 0, 0).AsSingle(), Vector128.Shuffle(a, Vector128.Create(1, 0, 0, 0)), Vector128.ConditionalSelect(
                Vector128.Create(0, -1, -1, 0).AsSingle(), Vector128.Shuffle(b, Vector128.Create(0, 0, 3, 0)), Vector128.Shuffle(c, Vector128.Create(0, 0, 0, 2)))).CopyTo(seconds[x..]);
            Vector128.ConditionalSelect(
                Vector128.Create(-1, 0, 0, 0).AsSingle(), Vector128.Shuffle(a, Vector128.Create(2, 0, 0, 0)), Vector128.ConditionalSelect(
                Vector128.Create(0, -1, 0, 0).AsSingle(), b, Vector128.Shuffle(c, Vector128.Create(0, 0, 0, 3)))).CopyTo(thirds[x..]);
        }
        for (; x < firsts.Length; x++)
            (firsts[x], seconds[x], thirds[x]) = (pixels[3 * x], pixels[3 * x + 1], pixels[3 * x + 2]);
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
