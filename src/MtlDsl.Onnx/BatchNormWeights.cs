namespace MtlDsl.Onnx;

/// <summary>The four vectors of a batch norm, one value a channel.</summary>
internal readonly ref struct BatchNormWeights(
    ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance)
{
    public ReadOnlySpan<float> Weight { get; } = weight;

    public ReadOnlySpan<float> Bias { get; } = bias;

    public ReadOnlySpan<float> Mean { get; } = mean;

    public ReadOnlySpan<float> Variance { get; } = variance;
}
