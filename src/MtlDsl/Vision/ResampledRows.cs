using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MtlDsl.Vision;

/// <summary>
/// Resamples an image row by row: first the source rows of an output row are blended (a plain weighted sum of long rows, as wide as the
/// machine's vectors), then the blend's columns, a pixel's channels in one vector. Pixels of three and four bytes are read where they lie;
/// other formats are brought to red, green and blue first.
/// </summary>
internal readonly ref struct ResampledRows
{
    private readonly ReadOnlySpan<byte> pixels;
    private readonly int stride;
    private readonly int step;
    private readonly byte[]? converted;
    private readonly ResampleAxis columns;
    private readonly ResampleAxis rows;
    private readonly float[] blended;
    private readonly float[] row;

    public ResampledRows(ImageView image, Box window, PixelSize size, PixelRegion region)
    {
        image.RequirePixels();
        columns = new ResampleAxis(image.Width, window.Left, window.Right, size.Width, region.Left, region.Right);
        rows = new ResampleAxis(image.Height, window.Top, window.Bottom, size.Height, region.Top, region.Bottom);
        step = image.Format is PixelFormat.Rgba or PixelFormat.Bgra ? 4 : 3;
        BlueFirst = image.Format is PixelFormat.Bgr or PixelFormat.Bgra;
        if (image.Format is PixelFormat.Grey or PixelFormat.Nv12)
        {
            stride = 3 * image.Width;
            converted = ArrayPool<byte>.Shared.Rent(checked(stride * image.Height));
            RgbConversion.Convert(image, converted);
            pixels = converted;
        }
        else
        {
            pixels = image.Pixels;
            stride = image.Stride;
        }
        // One value more than the pixels take: a pixel is read and written as four.
        blended = ArrayPool<float>.Shared.Rent(step * image.Width + 1);
        row = ArrayPool<float>.Shared.Rent(3 * size.Width + 1);
    }

    /// <summary>Whether a pixel's first value is its blue, and its third the red.</summary>
    public bool BlueFirst { get; }

    /// <summary>One row of the output.</summary>
    /// <param name="y">Which row.</param>
    /// <param name="first">The first pixel of it that lies in the image.</param>
    /// <param name="end">One past the last one; equal to <paramref name="first"/> where none does.</param>
    /// <returns>Three values a pixel, 0 to 255, in the order of the image's; set from <paramref name="first"/> to <paramref name="end"/>.</returns>
    public ReadOnlySpan<float> Compute(int y, out int first, out int end)
    {
        (first, end) = (columns.First, columns.End);
        if (y < rows.First || y >= rows.End || first >= end)
        {
            end = first;
            return default;
        }
        BlendRows(y);
        BlendColumns(first, end);
        return row;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        columns.Dispose();
        rows.Dispose();
        if (converted is not null)
            ArrayPool<byte>.Shared.Return(converted);
        ArrayPool<float>.Shared.Return(blended);
        ArrayPool<float>.Shared.Return(row);
    }

    private void BlendRows(int y)
    {
        var weights = rows.Weights(y);
        var source = pixels[(rows.Start(y) * stride)..];
        var i = step * columns.SourceFirst;
        var end = step * columns.SourceEnd;
        for (; i <= end - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var weight = new Vector<float>(weights[tap]);
                Vector.Widen(new Vector<byte>(source[(tap * stride + i)..]), out var low, out var high);
                Vector.Widen(low, out var first, out var second);
                Vector.Widen(high, out var third, out var fourth);
                a += weight * Vector.ConvertToSingle(Vector.AsVectorInt32(first));
                b += weight * Vector.ConvertToSingle(Vector.AsVectorInt32(second));
                c += weight * Vector.ConvertToSingle(Vector.AsVectorInt32(third));
                d += weight * Vector.ConvertToSingle(Vector.AsVectorInt32(fourth));
            }
            var target = blended.AsSpan(i, Vector<byte>.Count);
            a.CopyTo(target);
            b.CopyTo(target[Vector<float>.Count..]);
            c.CopyTo(target[(2 * Vector<float>.Count)..]);
            d.CopyTo(target[(3 * Vector<float>.Count)..]);
        }
        for (; i < end; i++)
        {
            var sum = 0f;
            for (var tap = 0; tap < weights.Length; tap++)
                sum += weights[tap] * source[tap * stride + i];
            blended[i] = sum;
        }
    }

    private void BlendColumns(int first, int end)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(blended);
        ref var target = ref MemoryMarshal.GetArrayDataReference(row);
        for (var x = first; x < end; x++)
        {
            var sum = Vector128<float>.Zero;
            var offset = (nuint)(step * columns.Start(x));
            foreach (var weight in columns.Weights(x))
            {
                sum += Vector128.LoadUnsafe(ref source, offset) * weight;
                offset += (nuint)step;
            }
            sum.StoreUnsafe(ref target, (nuint)(3 * x));
        }
    }
}
