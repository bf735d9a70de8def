namespace MtlDsl.Training.Balancers;

/// <summary>
/// A method that combines the tasks' gradients of the shared parameters. A task whose gradient is zero asks nothing of them, so it is
/// left out, as if the batch did not label it (else the shortest gradient between the tasks' would always be that one); its weight is 1.
/// So is the weight of a task that is alone.
/// </summary>
internal abstract class GradientCombination : Balancer
{
    // Squared norms, as a share of the largest, that are nothing but rounding.
    private const double Negligible = 1e-24;

    public sealed override bool NeedsGradients => true;

    public sealed override bool WeighsSharedOnly => true;

    private protected sealed override void Decide(BalancingStep step, Span<double> weights)
    {
        weights.Fill(1);
        var gramian = new Gramian(step.Gramian!);
        var largest = Enumerable.Range(0, gramian.Count).Select(task => gramian[task, task]).DefaultIfEmpty().Max();
        var asking = Enumerable.Range(0, gramian.Count).Where(task => gramian[task, task] > largest * Negligible).ToList();
        if (asking.Count < 2)
            return;
        var combined = Combine(gramian.Of(asking), step.Random);
        for (var index = 0; index < asking.Count; index++)
            weights[asking[index]] = combined[index];
    }

    /// <summary>The weights of two or more gradients, none of which is zero.</summary>
    protected abstract double[] Combine(Gramian gradients, Random random);
}
