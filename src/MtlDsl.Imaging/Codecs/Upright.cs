using SkiaSharp;

namespace MtlDsl.Imaging.Codecs;

/// <summary>Turns pixels as the orientation says that cameras write into EXIF and TIFF tags.</summary>
internal static class Upright
{
    // Source pixels are read across rows in blocks of this side, which stay in the cache.
    private const int Block = 32;

    /// <summary>Whether turning exchanges width and height.</summary>
    public static bool Swaps(SKEncodedOrigin origin) => origin is
        SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The pixels of an upright image; the array itself where it is upright.</summary>
    /// <param name="pixels">Row by row, as they are stored.</param>
    /// <param name="width">Stored pixels a row.</param>
    /// <param name="height">Stored rows.</param>
    /// <param name="origin">Where the first stored row and column are in the upright image.</param>
    /// <param name="channels">Elements of a pixel.</param>
    public static T[] Turn<T>(T[] pixels, int width, int height, SKEncodedOrigin origin, int channels)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
            return pixels;
        // Where the pixel (0, 0) goes, and how far its neighbours to the right and below are from there.
        var (right, bottom) = Swaps(origin) ? (height - 1, width - 1) : (width - 1, height - 1);
        var row = right + 1;
        var (start, stepX, stepY) = origin switch
        {
            SKEncodedOrigin.TopRight => (right, -1, row),
            SKEncodedOrigin.BottomRight => (bottom * row + right, -1, -row),
            SKEncodedOrigin.BottomLeft => (bottom * row, 1, -row),
            SKEncodedOrigin.LeftTop => (0, row, 1),
            SKEncodedOrigin.RightTop => (right, row, -1),
            SKEncodedOrigin.RightBottom => (bottom * row + right, -row, -1),
            SKEncodedOrigin.LeftBottom => (bottom * row, -row, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "There is no such orientation."),
        };
        var turned = GC.AllocateUninitializedArray<T>(pixels.Length);
        for (var top = 0; top < height; top += Block)
            for (var left = 0; left < width; left += Block)
                for (var y = top; y < Math.Min(top + Block, height); y++)
                    for (var x = left; x < Math.Min(left + Block, width); x++)
                    {
                        var (from, to) = (channels * (y * width + x), channels * (start + y * stepY + x * stepX));
                        for (var channel = 0; channel < channels; channel++)
                            turned[to + channel] = pixels[from + channel];
                    }
        return turned;
    }
}
