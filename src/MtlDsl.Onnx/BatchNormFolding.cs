namespace MtlDsl.Onnx;

/// <summary>
/// A batch norm in inference is a scale and a shift a channel, y = (x - mean) / sqrt(variance + epsilon) * weight + bias; folded into
/// the convolution before it, it costs nothing. In double, so that folding loses no more than the last rounding.
/// </summary>
internal static class BatchNormFolding
{
    public static (float[] Weight, float[] Bias) Fold(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, in BatchNormWeights norm, double epsilon)
    {
        var channels = norm.Weight.Length;
        var perChannel = weight.Length / channels;
        var (foldedWeight, foldedBias) = (new float[weight.Length], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var scale = norm.Weight[c] / Math.Sqrt(norm.Variance[c] + epsilon);
            foldedBias[c] = (float)((bias.IsEmpty ? 0 : (double)bias[c]) * scale - norm.Mean[c] * scale + norm.Bias[c]);
            for (var i = c * perChannel; i < (c + 1) * perChannel; i++)
                foldedWeight[i] = (float)(weight[i] * scale);
        }

        return (foldedWeight, foldedBias);
    }
}
