namespace MtlDsl.Vision;

/// <summary>An image in memory: rows from top to bottom, three bytes a pixel in the order red, green, blue, no padding.</summary>
public sealed class RgbImage
{
    /// <summary>Wraps pixels; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The array's length is not width * height * 3, or a side is not positive.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height * 3)
            throw new ArgumentException($"An RGB image of {width}x{height} takes {(long)width * height * 3} bytes, not {pixels.Length}.", nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>A black image.</summary>
    public RgbImage(int width, int height) : this(width, height, new byte[width * height * 3])
    {
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels themselves, <c>Height * Width * 3</c> bytes.</summary>
    public byte[] Pixels { get; }

    /// <summary>Width and height.</summary>
    public PixelSize Size => new(Width, Height);
}
