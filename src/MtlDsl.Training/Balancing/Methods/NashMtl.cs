namespace MtlDsl.Training.Balancers;

/// <summary>
/// Nash bargaining (Navon et al., "Multi-task learning as a bargaining game", 2022): the combination that maximises the product of the
/// tasks' gains within a ball has weights with <c>G w = 1 / w</c>, solved anew at every step. They weigh a gradient the less the longer
/// it is, and the combination's squared norm is the number of tasks whatever the losses' scale: the learning rate alone says how far
/// a step goes.
/// </summary>
/// <remarks>
/// In x = w n, n the gradients' norms, the matrix holds their cosines C, and x is the minimum of the convex <c>x'C x / 2 - sum of ln x</c>;
/// Newton's method, damped as self-concordant functions allow, finds it from anywhere.
/// </remarks>
internal sealed class NashMtl : GradientCombination
{
    // Where gradients cancel, weights would grow without end.
    private const double Ridge = 1e-6;
    private const int MostSteps = 200;
    private const double Converged = 1e-13;

    protected override double[] Combine(Gramian gradients, Random random)
    {
        var gains = Bargain(gradients.Cosines().Ridged(Ridge));
        return [.. gains.Select((gain, task) => gain / gradients.Norm(task))];
    }

    private static double[] Bargain(Gramian cosines)
    {
        var x = new double[cosines.Count];
        Array.Fill(x, 1);
        for (var step = 0; step < MostSteps; step++)
        {
            var slope = cosines.With(x);
            var curvature = new double[x.Length, x.Length];
            for (var i = 0; i < x.Length; i++)
            {
                slope[i] -= 1 / x[i];
                for (var j = 0; j < x.Length; j++)
                    curvature[i, j] = cosines[i, j] + (i == j ? 1 / (x[i] * x[i]) : 0);
            }
            if (LinearSystem.Solve(curvature, slope) is not { } move)
                break;
            var decrement = Math.Sqrt(Math.Max(slope.Zip(move, (a, b) => a * b).Sum(), 0));
            for (var i = 0; i < x.Length; i++)
                x[i] -= move[i] / (1 + decrement);
            if (decrement < Converged)
                break;
        }
        return x;
    }
}
