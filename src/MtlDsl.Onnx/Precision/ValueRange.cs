namespace MtlDsl.Onnx;

/// <summary>Between which numbers a value of a network lies; zero is always among them.</summary>
public readonly record struct ValueRange
{
    /// <summary>The least range that holds both numbers and zero.</summary>
    /// <exception cref="ArgumentException">They are not finite, or the first is larger.</exception>
    public ValueRange(float low, float high)
    {
        if (!float.IsFinite(low) || !float.IsFinite(high) || low > high)
            throw new ArgumentException($"{low} to {high} is no range of numbers.", nameof(low));
        (Low, High) = (Math.Min(low, 0), Math.Max(high, 0));
    }

    /// <summary>The smallest number, zero or less.</summary>
    public float Low { get; }

    /// <summary>The largest number, zero or more.</summary>
    public float High { get; }

    /// <summary>The largest absolute value.</summary>
    public float Extent => Math.Max(-Low, High);
}
