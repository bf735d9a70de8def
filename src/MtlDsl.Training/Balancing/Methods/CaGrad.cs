namespace MtlDsl.Training.Balancers;

/// <summary>
/// Conflict-averse gradient descent (Liu et al., "Conflict-averse gradient descent for multi-task learning", 2021): of all d within
/// <c>c |g0|</c> of the mean gradient g0, the one that is best for the worst task, <c>max over d of min over tasks of g d</c>. By duality
/// <c>d = g0 + c |g0| gw / |gw|</c>, where gw is the convex combination that minimises <c>gw g0 + c |g0| |gw|</c>.
/// It keeps to the mean gradient, so steps are about those of fixed weights divided by the number of tasks.
/// </summary>
internal sealed class CaGrad(double radius) : GradientCombination
{
    // A combination that is this short beside the mean gradient has no direction but that of rounding.
    private const double Nothing = 1e-12;

    protected override double[] Combine(Gramian gradients, Random random)
    {
        var mean = new double[gradients.Count];
        Array.Fill(mean, 1.0 / mean.Length);
        var meanNorm = Math.Sqrt(gradients.SquaredNorm(mean));
        var worst = Simplex.Minimize(gradients, gradients.With(mean), radius * meanNorm);
        var worstNorm = Math.Sqrt(gradients.SquaredNorm(worst));
        if (worstNorm <= Nothing * meanNorm)
            return mean;
        return [.. mean.Zip(worst, (m, w) => m + radius * meanNorm / worstNorm * w)];
    }
}
