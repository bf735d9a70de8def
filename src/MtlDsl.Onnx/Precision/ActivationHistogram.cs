namespace MtlDsl.Onnx;

/// <summary>
/// How the numbers of one value of a network are spread, gathered from any amount of them in constant memory. Bins have a power of two as
/// their width and begin at zero, so widening them merges whole bins: what is gathered does not depend on the order of the images.
/// </summary>
public sealed class ActivationHistogram
{
    /// <summary>Bins on either side of zero. The largest number lies in the outer half of them.</summary>
    public const int Bins = 2048;

    // The smallest float, 2^-149, would be in bin 1024.
    private const int LeastExponent = -159;

    private readonly long[] positive = new long[Bins];
    private readonly long[] negative = new long[Bins];
    private int exponent = LeastExponent;

    /// <summary>Numbers that were added.</summary>
    public long Count { get; private set; }

    /// <summary>Those among them that are exactly zero; they are in no bin.</summary>
    public long Zeros { get; private set; }

    /// <summary>The smallest number, at most zero.</summary>
    public float Low { get; private set; }

    /// <summary>The largest number, at least zero.</summary>
    public float High { get; private set; }

    /// <summary>Width of a bin.</summary>
    public double Width => Math.ScaleB(1, exponent);

    /// <summary>Numbers above zero by size: bin i is from i to before i + 1 widths.</summary>
    public ReadOnlySpan<long> Positive => positive;

    /// <summary>Numbers below zero by absolute size.</summary>
    public ReadOnlySpan<long> Negative => negative;

    /// <summary>Adds numbers.</summary>
    /// <exception cref="ArgumentException">One is infinite or not a number; nothing is added.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        var (low, high) = Extremes(values);
        (Low, High) = (Math.Min(Low, low), Math.Max(High, high));
        Widen();
        var perWidth = Math.ScaleB(1, -exponent);
        var zeros = 0L;
        foreach (var value in values)
        {
            if (value > 0)
                positive[(int)(value * perWidth)]++;
            else if (value < 0)
                negative[(int)(-value * perWidth)]++;
            else
                zeros++;
        }
        Zeros += zeros;
        Count += values.Length;
    }

    private static (float Low, float High) Extremes(ReadOnlySpan<float> values)
    {
        var (low, high, finite) = (0f, 0f, true);
        foreach (var value in values)
        {
            finite &= value - value == 0;
            if (value < low)
                low = value;
            if (value > high)
                high = value;
        }
        return finite ? (low, high) : throw new ArgumentException("Numbers that are infinite or none cannot be gathered.", nameof(values));
    }

    private void Widen()
    {
        var extent = Math.Max(-Low, High);
        if (extent == 0)
            return;
        var needed = Math.ILogB(extent) + 1 - Math.ILogB(Bins);
        if (needed <= exponent)
            return;
        Merge(positive, needed - exponent);
        Merge(negative, needed - exponent);
        exponent = needed;
    }

    private static void Merge(long[] counts, int doublings)
    {
        for (var i = 1; i < counts.Length; i++)
        {
            var count = counts[i];
            counts[i] = 0;
            counts[doublings < 31 ? i >> doublings : 0] += count;
        }
    }
}
