namespace MtlDsl.Training.Balancers;

/// <summary>
/// Projecting conflicting gradients (Yu et al., "Gradient surgery for multi-task learning", 2020). Each task starts from its own gradient
/// and goes through the others in random order; where it points against another task's gradient g (<c>v g &lt; 0</c>), it is projected
/// onto the plane normal to that: <c>v - (v g / |g|²) g</c>. The results are summed: without conflict the step is that of fixed weights.
/// </summary>
internal sealed class PcGrad : GradientCombination
{
    protected override double[] Combine(Gramian gradients, Random random)
    {
        var sum = new double[gradients.Count];
        for (var task = 0; task < gradients.Count; task++)
        {
            var projected = new double[gradients.Count];
            projected[task] = 1;
            var others = Enumerable.Range(0, gradients.Count).Where(other => other != task).ToArray();
            random.Shuffle(others);
            foreach (var other in others)
                projected[other] -= Math.Min(gradients.With(projected)[other], 0) / gradients[other, other];
            for (var index = 0; index < sum.Length; index++)
                sum[index] += projected[index];
        }
        return sum;
    }
}
