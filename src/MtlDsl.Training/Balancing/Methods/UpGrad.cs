namespace MtlDsl.Training.Balancers;

/// <summary>
/// Unconflicting projection of gradients (Quinton and Rey, "Jacobian descent for multi-objective optimization", 2024): each gradient is
/// projected onto the cone of the directions that conflict with no task's, and the mean of the projections is taken. Projected, task i's
/// gradient is <c>J'v</c> with <c>min v'G v, v &gt;= e_i</c>. The result conflicts with no task. Without conflict the step is that
/// of fixed weights divided by the number of tasks.
/// </summary>
internal sealed class UpGrad : GradientCombination
{
    // As in the authors' implementation: projections stay short where gradients are nearly opposite, at the price of conflicts of this size.
    private const double Ridge = 1e-4;

    protected override double[] Combine(Gramian gradients, Random random)
    {
        var ridged = gradients.Ridged(Ridge);
        var mean = new double[gradients.Count];
        for (var task = 0; task < gradients.Count; task++)
        {
            var own = new double[gradients.Count];
            own[task] = 1;
            var added = Orthant.Minimize(ridged, ridged.With(own));
            for (var index = 0; index < mean.Length; index++)
                mean[index] += (own[index] + added[index]) / mean.Length;
        }
        return mean;
    }
}
