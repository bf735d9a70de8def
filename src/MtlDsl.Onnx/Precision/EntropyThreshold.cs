namespace MtlDsl.Onnx;

/// <summary>
/// The threshold that TensorRT's entropy calibration looks for (Migacz, "8-bit Inference with TensorRT", GTC 2017). A candidate keeps the
/// first k bins of the absolute values. P is what they hold, with everything beyond added to the last. Q is what 8 bits leave of them: the
/// kept bins are put together into levels of k / levels bins, the last one with the remainder, and each level's mass is spread evenly over
/// those of its bins that hold anything. The least Kullback-Leibler divergence of P from Q wins; of equal ones the largest threshold.
/// </summary>
/// <remarks>
/// Exact zeros are left out: they cost nothing at any threshold, and after a ReLU they would outweigh all else. With prefix sums a
/// threshold costs one logarithm a level instead of one a bin.
/// </remarks>
internal static class EntropyThreshold
{
    public static double Of(ActivationHistogram histogram, int levels)
    {
        var counts = Absolute(histogram);
        if (counts.Length == 0)
            return 0;
        var sums = new Sums(counts);
        var (best, least) = (counts.Length, double.PositiveInfinity);
        for (var kept = Math.Min(levels, counts.Length); kept <= counts.Length; kept++)
        {
            var divergence = Divergence(counts, sums, kept, levels);
            if (divergence <= least)
                (best, least) = (kept, divergence);
        }
        return best * histogram.Width;
    }

    private static long[] Absolute(ActivationHistogram histogram)
    {
        var used = ActivationHistogram.Bins;
        while (used > 0 && histogram.Positive[used - 1] + histogram.Negative[used - 1] == 0)
            used--;
        var counts = new long[used];
        for (var i = 0; i < used; i++)
            counts[i] = histogram.Positive[i] + histogram.Negative[i];
        return counts;
    }

    // sum p ln(p / q) with p = P / n and q = Q / m: (sum P ln P - sum P ln Q) / n - ln n + ln m.
    private static double Divergence(long[] counts, Sums sums, int kept, int levels)
    {
        long all = sums.Counts[^1], within = sums.Counts[kept], beyond = all - within, last = counts[kept - 1];
        if (beyond > 0 && last == 0)
            return double.PositiveInfinity;

        var entropy = sums.Terms[kept - 1] + Term(last + beyond);
        var cross = 0.0;
        var groups = Math.Min(levels, kept);
        var size = kept / groups;
        for (var group = 0; group < groups; group++)
        {
            var (start, isLast) = (group * size, group == groups - 1);
            var end = isLast ? kept : start + size;
            var mass = sums.Counts[end] - sums.Counts[start];
            if (mass > 0)
                cross += (mass + (isLast ? beyond : 0)) * Math.Log((double)mass / (sums.Occupied[end] - sums.Occupied[start]));
        }
        return (entropy - cross) / all - Math.Log(all) + Math.Log(within);
    }

    private static double Term(long count) => count > 0 ? count * Math.Log(count) : 0;

    /// <summary>Over the first bins: how much is in them, how many are occupied, and sum c ln c.</summary>
    private sealed class Sums
    {
        public Sums(long[] counts)
        {
            (Counts, Occupied, Terms) = (new long[counts.Length + 1], new int[counts.Length + 1], new double[counts.Length + 1]);
            for (var i = 0; i < counts.Length; i++)
            {
                Counts[i + 1] = Counts[i] + counts[i];
                Occupied[i + 1] = Occupied[i] + (counts[i] > 0 ? 1 : 0);
                Terms[i + 1] = Terms[i] + Term(counts[i]);
            }
        }

        public long[] Counts { get; }

        public int[] Occupied { get; }

        public double[] Terms { get; }
    }
}
