namespace MtlDsl.Onnx;

/// <summary>
/// Weights as whole numbers of -127 to 127 with zero at zero: a scale for each output channel, or one for all. After Krishnamoorthi,
/// "Quantizing deep convolutional networks for efficient inference" (2018), section 3.1.
/// </summary>
internal static class WeightQuantization
{
    // Half of what an int32 holds: the other half is left for the sum that the bias is added to.
    private const double LargestBias = 1 << 30;

    /// <summary>The scale of every output channel.</summary>
    /// <param name="weight">Channel after channel.</param>
    /// <param name="bias">One value a channel, or none.</param>
    /// <param name="inputScale">Scale of the layer's input. The bias counts in steps of input and weight scale together.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="together">Whether all channels have one scale.</param>
    public static float[] Scales(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float inputScale, int channels, bool together)
    {
        var scales = new float[channels];
        var size = weight.Length / channels;
        for (var c = 0; c < channels; c++)
        {
            var largest = 0f;
            foreach (var value in weight.Slice(c * size, size))
                largest = Math.Max(largest, Math.Abs(value));
            // A channel of tiny weights may have a large bias, which must still be written in its steps.
            var least = bias.IsEmpty ? 0 : (float)(Math.Abs(bias[c]) / (inputScale * LargestBias));
            scales[c] = Math.Max(Math.Max(largest / 127, least), QuantizationParameters.LeastScale);
        }
        if (together)
            scales.AsSpan().Fill(scales.Max());
        return scales;
    }

    /// <summary>Each weight in steps of its channel.</summary>
    public static sbyte[] Weights(ReadOnlySpan<float> weight, ReadOnlySpan<float> scales)
    {
        var quantized = new sbyte[weight.Length];
        var size = weight.Length / scales.Length;
        for (var i = 0; i < quantized.Length; i++)
            quantized[i] = (sbyte)Math.Clamp(MathF.Round(weight[i] / scales[i / size]), -127, 127);
        return quantized;
    }

    /// <summary>Each bias in steps of its channel.</summary>
    public static int[] Biases(ReadOnlySpan<float> bias, ReadOnlySpan<float> scales)
    {
        var quantized = new int[bias.Length];
        for (var c = 0; c < quantized.Length; c++)
            quantized[c] = (int)Math.Clamp(Math.Round((double)bias[c] / scales[c]), int.MinValue, int.MaxValue);
        return quantized;
    }
}
