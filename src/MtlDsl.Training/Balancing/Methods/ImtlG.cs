namespace MtlDsl.Training.Balancers;

/// <summary>
/// The gradient side of impartial multitask learning (Liu et al., "Towards impartial multi-task learning", 2021): the combination that
/// goes equally far along every task's gradient. With n the gradients' norms, <c>(G w) / n</c> is the same for all tasks:
/// <c>w ~ G⁻¹ n</c>, or with the gradients' cosines C <c>w n ~ C⁻¹ 1</c>, scaled to sum to 1. With three tasks or more, weights can be negative.
/// </summary>
internal sealed class ImtlG : GradientCombination
{
    // Inner products are summed in float32: an eigenvalue of the cosines below this is rounding.
    private const double Rounding = 1e-6;
    // Below this sum, beside their absolute one, the weights cancel, and no scale brings them to sum to 1.
    private const double Cancelled = 1e-9;

    protected override double[] Combine(Gramian gradients, Random random)
    {
        var alongAll = new double[gradients.Count];
        Array.Fill(alongAll, 1);
        var weights = new Spectrum(gradients.Cosines(), Rounding).Power(-1, alongAll);
        for (var task = 0; task < weights.Length; task++)
            weights[task] /= gradients.Norm(task);
        var sum = weights.Sum();
        return Math.Abs(sum) > Cancelled * weights.Sum(Math.Abs)
            ? [.. weights.Select(weight => weight / sum)]
            : [.. weights.Select(_ => 1.0 / weights.Length)];
    }
}
