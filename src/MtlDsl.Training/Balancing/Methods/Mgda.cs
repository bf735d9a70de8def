namespace MtlDsl.Training.Balancers;

/// <summary>
/// The multiple-gradient descent algorithm (Désidéri, "Multiple-gradient descent algorithm (MGDA) for multiobjective optimization", 2012;
/// Sener and Koltun, "Multi-task learning as multi-objective optimization", 2018): the shortest convex combination,
/// <c>min |J'w|, w &gt;= 0, sum of w = 1</c>. Its inner product with every task's gradient is at least its own squared norm; it is zero
/// where no step helps all tasks. The weights sum to 1, so steps are shorter than those of fixed weights.
/// </summary>
internal sealed class Mgda : GradientCombination
{
    protected override double[] Combine(Gramian gradients, Random random) =>
        Simplex.Minimize(gradients, new double[gradients.Count], radius: 1);
}
