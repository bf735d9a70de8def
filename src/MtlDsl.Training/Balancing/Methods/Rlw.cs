namespace MtlDsl.Training.Balancers;

/// <summary>
/// Random loss weighting (Lin et al., "Reasonable effectiveness of random weighting: a litmus test for multi-task learning", 2022):
/// <c>w = softmax(z)</c>, z drawn anew from the normal distribution at each step. The weights of the labelled tasks sum to 1, so a
/// step is as long as one of a single task.
/// </summary>
internal sealed class Rlw : Balancer
{
    private protected override void Decide(BalancingStep step, Span<double> weights)
    {
        foreach (ref var weight in weights)
            weight = Normal(step.Random);
        Softmax.Apply(weights);
    }

    // Box and Muller's transform; 1 - u keeps the logarithm's argument above 0.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
