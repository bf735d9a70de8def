namespace MtlDsl.Onnx;

/// <summary>Chooses ranges from histograms.</summary>
public static class RangeCalibration
{
    /// <summary>Share of the numbers that <see cref="Calibrator.Percentile"/> keeps.</summary>
    public const double KeptShare = 0.9999;

    /// <summary>The range of an activation.</summary>
    /// <param name="histogram">The numbers that it took.</param>
    /// <param name="calibrator">How to choose.</param>
    /// <param name="for">
    /// Which runtime it is for: where zero stands at zero, numbers that are never negative have 128 steps instead of 256.
    /// </param>
    public static ValueRange Range(this ActivationHistogram histogram, Calibrator calibrator, QuantizedFor @for) => calibrator switch
    {
        Calibrator.MinMax => new ValueRange(histogram.Low, histogram.High),
        Calibrator.Percentile => histogram.Kept(KeptShare),
        Calibrator.Entropy => histogram.Within(
            EntropyThreshold.Of(histogram, levels: histogram.Low < 0 || @for is QuantizedFor.TensorRT ? 128 : 256)),
        _ => throw new ArgumentOutOfRangeException(nameof(calibrator), calibrator, "There is no such calibrator."),
    };

    /// <summary>The range that keeps a share of the numbers and cuts off as many at either end, to the next edge of a bin.</summary>
    public static ValueRange Kept(this ActivationHistogram histogram, double share)
    {
        var cut = (1 - share) / 2 * histogram.Count;
        return histogram.Within(-Edge(histogram.Negative, histogram.Width, cut), Edge(histogram.Positive, histogram.Width, cut));
    }

    // Outer edge of the outermost bin beyond which there are no more numbers than may be cut.
    private static double Edge(ReadOnlySpan<long> bins, double width, double cut)
    {
        var beyond = 0L;
        for (var i = bins.Length - 1; i >= 0; i--)
        {
            beyond += bins[i];
            if (beyond > cut)
                return (i + 1) * width;
        }
        return 0;
    }

    private static ValueRange Within(this ActivationHistogram histogram, double threshold) => histogram.Within(-threshold, threshold);

    private static ValueRange Within(this ActivationHistogram histogram, double low, double high) =>
        new((float)Math.Max(histogram.Low, low), (float)Math.Min(histogram.High, high));
}
