namespace MtlDsl.Deployment.Benchmarking;

/// <summary>How long the calls of a network took, in milliseconds.</summary>
public sealed class Latency
{
    private readonly double[] sorted;

    /// <param name="milliseconds">A call each, in any order.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Latency(IEnumerable<double> milliseconds)
    {
        sorted = [.. milliseconds.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("Without calls there is no latency.", nameof(milliseconds));
    }

    /// <summary>Number of calls.</summary>
    public int Calls => sorted.Length;

    /// <summary>The median.</summary>
    public double Median => Percentile(50);

    /// <summary>The shortest.</summary>
    public double Least => sorted[0];

    /// <summary>The time that a share of the calls did not exceed, between two calls by interpolation (definition 7 of Hyndman and Fan, 1996; numpy's).</summary>
    /// <param name="percent">0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another share.</exception>
    public double Percentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var place = percent / 100 * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
