namespace MtlDsl.Training.Balancers;

/// <summary>
/// A number s for each task that is learnt beside the network: at each step in which the task is labelled it goes down the gradient of
/// the method's own objective. The gradient is held to [-1, 1], so that the first losses of a network, which can be thousands, do not
/// throw s to where it would need as many steps to come back from.
/// </summary>
internal abstract class LearntScales : Balancer
{
    private readonly double[] scales;
    private readonly double rate;

    protected LearntScales(int tasks, double start, double rate)
    {
        this.rate = rate;
        scales = new double[tasks];
        Array.Fill(scales, start);
    }

    private protected override IReadOnlyList<double[]> Memory => [scales];

    private protected override void Decide(BalancingStep step, Span<double> weights)
    {
        for (var index = 0; index < weights.Length; index++)
        {
            ref var scale = ref scales[step.Tasks[index]];
            weights[index] = Weight(scale);
            scale -= rate * Math.Clamp(Slope(scale, step.Losses[index]), -1, 1);
        }
    }

    /// <summary>What the task's loss is multiplied by.</summary>
    protected abstract double Weight(double scale);

    /// <summary>The objective's derivative by the task's s.</summary>
    protected abstract double Slope(double scale, double loss);
}
