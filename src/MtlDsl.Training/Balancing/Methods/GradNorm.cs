namespace MtlDsl.Training.Balancers;

/// <summary>
/// Gradient normalisation (Chen et al., "GradNorm: gradient normalization for adaptive loss balancing in deep multitask networks", 2018).
/// With n the norm of a task's gradient, G = w n, and r the task's <c>L / L(0)</c> divided by the mean of it over the tasks, the weights
/// go down the gradient of <c>sum of |G - mean(G) r^a|</c>, the target held constant, and are scaled to sum to the number of tasks.
/// </summary>
/// <remarks>
/// The descent is in log w and over the objective divided by mean(G): weights stay positive, and it takes as many steps whatever the
/// gradients' scale. L(0) is the first loss seen of the task. A batch that labels some of the tasks moves these alone and keeps their sum.
/// </remarks>
internal sealed class GradNorm : Balancer
{
    private readonly double asymmetry, rate;
    private readonly double[] all, first;

    public GradNorm(int tasks, double asymmetry, double rate)
    {
        (this.asymmetry, this.rate) = (asymmetry, rate);
        (all, first) = (new double[tasks], new double[tasks]);
        Array.Fill(all, 1);
    }

    public override bool NeedsGradients => true;

    private protected override IReadOnlyList<double[]> Memory => [all, first];

    private protected override void Decide(BalancingStep step, Span<double> weights)
    {
        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = all[step.Tasks[index]];
            if (first[step.Tasks[index]] == 0)
                first[step.Tasks[index]] = step.Losses[index];
        }
        Learn(step, weights);
    }

    private void Learn(BalancingStep step, ReadOnlySpan<double> weights)
    {
        var norms = new double[weights.Length];
        var lag = new double[weights.Length];
        for (var index = 0; index < weights.Length; index++)
        {
            norms[index] = weights[index] * Math.Sqrt(Math.Max(step.Gramian![index, index], 0));
            var start = first[step.Tasks[index]];
            lag[index] = start > 0 ? step.Losses[index] / start : 1;
        }
        var (meanNorm, meanLag) = (norms.Average(), lag.Average());
        if (!(meanNorm > 0 && meanLag > 0))
            return;
        double sumBefore = 0, sum = 0;
        for (var index = 0; index < weights.Length; index++)
        {
            var target = meanNorm * Math.Pow(lag[index] / meanLag, asymmetry);
            ref var weight = ref all[step.Tasks[index]];
            sumBefore += weight;
            weight *= Math.Exp(-rate * Math.Sign(norms[index] - target) * norms[index] / meanNorm);
            sum += weight;
        }
        foreach (var task in step.Tasks)
            all[task] *= sumBefore / sum;
    }
}
