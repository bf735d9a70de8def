namespace MtlDsl.Onnx;

/// <summary>
/// How real numbers are written as whole ones of eight bits: <c>q = round(x / scale) + zero point</c>, kept within the type (ONNX
/// QuantizeLinear; ties go to the even number).
/// </summary>
/// <param name="Scale">The step between two numbers.</param>
/// <param name="ZeroPoint">The whole number that stands for zero.</param>
/// <param name="Signed">Whether the whole numbers are -128 to 127 instead of 0 to 255.</param>
public readonly record struct QuantizationParameters(float Scale, int ZeroPoint, bool Signed)
{
    // Scales of inputs and weights are multiplied for the biases; the product must stay a normal number.
    internal const float LeastScale = 1e-12f;

    /// <summary>Spreads 0 to 255 over a range. Zero is met exactly, and no number stands for one beyond the range's length.</summary>
    public static QuantizationParameters Asymmetric(ValueRange range)
    {
        var length = range.High - range.Low;
        var scale = length / 255;
        // A clipped value's largest number must not lie above the bound: a runtime drops the clipping only then.
        if (scale * 255 > length)
            scale = MathF.BitDecrement(scale);
        scale = Bounded(scale);
        return new QuantizationParameters(scale, (int)Math.Clamp(MathF.Round(-range.Low / scale), 0, 255), Signed: false);
    }

    /// <summary>Spreads -127 to 127 over a range with its centre at zero.</summary>
    public static QuantizationParameters Symmetric(ValueRange range) => new(Bounded(range.Extent / 127), 0, Signed: true);

    private static float Bounded(float scale) => scale == 0 ? 1 : Math.Max(scale, LeastScale);
}
