namespace MtlDsl.Vision;

/// <summary>
/// Pixels in memory that someone else owns: a camera's buffer, a decoder's frame, an <see cref="RgbImage"/>. Nothing is copied; the view is
/// valid as long as the memory is.
/// </summary>
public readonly ref struct ImageView
{
    /// <summary>Looks at pixels.</summary>
    /// <param name="pixels">The rows from top to bottom.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">What the bytes stand for.</param>
    /// <param name="stride">Bytes from one row to the next, in both planes of NV12; as many as a row takes if null.</param>
    /// <exception cref="ArgumentException">A side is not positive, the stride is too short, or there are too few bytes; NV12: a side is odd.</exception>
    public ImageView(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format = PixelFormat.Rgb, int? stride = null)
    {
        if (width <= 0 || height <= 0)
            throw new ArgumentException($"An image of {width}x{height} has no pixels.");
        if (format is PixelFormat.Nv12 && ((width | height) & 1) != 0)
            throw new ArgumentException($"An image of {width}x{height} cannot be {format}: it has a colour for two by two pixels, so both sides are even.");
        var row = (long)BytesPerPixel(format) * width;
        var step = stride ?? row;
        if (step < row)
            throw new ArgumentException($"A row of {width} pixels in {format} takes {row} bytes; the stride is {step}.", nameof(stride));
        var rows = format is PixelFormat.Nv12 ? height + height / 2L : height;
        // Of the largest sides more than 64 bits hold.
        var least = (Int128)step * (rows - 1) + row;
        if (pixels.Length < least)
            throw new ArgumentException(
                $"An image of {width}x{height} in {format} with a stride of {step} takes {least} bytes, not {pixels.Length}.", nameof(pixels));
        Pixels = pixels;
        (Width, Height, Format, Stride) = (width, height, format, (int)step);
    }

    /// <summary>The bytes, <see cref="Stride"/> from row to row.</summary>
    public ReadOnlySpan<byte> Pixels { get; }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What the bytes stand for.</summary>
    public PixelFormat Format { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Width and height.</summary>
    public PixelSize Size => new(Width, Height);

    /// <summary>Looks at an image.</summary>
    public static implicit operator ImageView(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ImageView(image.Pixels, image.Width, image.Height);
    }

    /// <summary>Copies the pixels into an image.</summary>
    /// <param name="image">The image to write to; where it is null or has another size, a new one is made.</param>
    /// <returns>The image that was written.</returns>
    /// <exception cref="InvalidOperationException">The view is of no image.</exception>
    public RgbImage CopyTo(RgbImage? image = null)
    {
        RequirePixels();
        if (image is null || image.Size != Size)
            image = new RgbImage(Width, Height);
        RgbConversion.Convert(this, image.Pixels);
        return image;
    }

    /// <summary>Refuses a view that was never made of an image.</summary>
    internal void RequirePixels()
    {
        if (Width == 0)
            throw new InvalidOperationException("There is no image: the view was never given pixels.");
    }

    private static int BytesPerPixel(PixelFormat format) => format switch
    {
        PixelFormat.Rgb or PixelFormat.Bgr => 3,
        PixelFormat.Rgba or PixelFormat.Bgra => 4,
        PixelFormat.Grey or PixelFormat.Nv12 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, $"There is no pixel format {(int)format}."),
    };
}
