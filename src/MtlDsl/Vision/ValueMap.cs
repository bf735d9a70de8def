namespace MtlDsl.Vision;

/// <summary>
/// One or more numbers a pixel: heights, depths. A plane a channel, each with rows from top to bottom, no padding; NaN where a value is
/// not known.
/// </summary>
public sealed class ValueMap
{
    /// <summary>Wraps values; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The array's length is not channels * height * width, or one of them is not positive.</exception>
    public ValueMap(int channels, int height, int width, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (values.Length != (long)channels * height * width)
            throw new ArgumentException(
                $"A value map of {channels}x{height}x{width} takes {(long)channels * height * width} values, not {values.Length}.", nameof(values));
        (Channels, Height, Width, Values) = (channels, height, width, values);
    }

    /// <summary>A map of zeros.</summary>
    public ValueMap(int channels, int height, int width) : this(channels, height, width, new float[channels * height * width])
    {
    }

    /// <summary>Values a pixel.</summary>
    public int Channels { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>The values themselves, <c>Channels * Height * Width</c> numbers.</summary>
    public float[] Values { get; }

    /// <summary>Width and height.</summary>
    public PixelSize Size => new(Width, Height);

    /// <summary>The value of a pixel.</summary>
    /// <param name="channel">Which of its values, from 0.</param>
    /// <param name="x">Column, from the left.</param>
    /// <param name="y">Row, from the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public float this[int channel, int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)Channels, nameof(channel));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
            return Values[(channel * Height + y) * Width + x];
        }
    }

    /// <summary>All values of a channel, row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public ReadOnlySpan<float> Plane(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)Channels, nameof(channel));
        return Values.AsSpan(channel * Height * Width, Height * Width);
    }
}
