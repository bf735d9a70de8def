namespace MtlDsl.Vision;

/// <summary>One label a pixel: a segmentation mask, rows from top to bottom, one byte a pixel, no padding.</summary>
public sealed class LabelMap
{
    /// <summary>Wraps labels; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The array's length is not width * height, or a side is not positive.</exception>
    public LabelMap(int width, int height, byte[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (labels.Length != (long)width * height)
            throw new ArgumentException($"A label map of {width}x{height} takes {(long)width * height} bytes, not {labels.Length}.", nameof(labels));
        (Width, Height, Labels) = (width, height, labels);
    }

    /// <summary>A map of zeros.</summary>
    public LabelMap(int width, int height) : this(width, height, new byte[width * height])
    {
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The labels themselves, <c>Height * Width</c> bytes.</summary>
    public byte[] Labels { get; }

    /// <summary>Width and height.</summary>
    public PixelSize Size => new(Width, Height);
}
