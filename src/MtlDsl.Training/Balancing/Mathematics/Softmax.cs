namespace MtlDsl.Training.Balancers;

/// <summary>The softmax of a few numbers.</summary>
internal static class Softmax
{
    /// <summary>Replaces values by positive ones that sum to 1.</summary>
    public static void Apply(Span<double> values)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in values)
            largest = Math.Max(largest, value);
        var sum = 0.0;
        foreach (ref var value in values)
            sum += value = Math.Exp(value - largest);
        foreach (ref var value in values)
            value /= sum;
    }
}
