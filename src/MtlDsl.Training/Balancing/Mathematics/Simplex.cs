namespace MtlDsl.Training.Balancers;

/// <summary>Minima over weights that are not negative and sum to 1.</summary>
internal static class Simplex
{
    /// <summary>The weights that minimise <c>tilt w + radius sqrt(w'G w)</c>, exactly.</summary>
    /// <remarks>
    /// Where the weights outside a set S are 0, <c>(G w + r tilt) on S</c> is a constant, with <c>r = |J'w| / radius</c>. That is linear in
    /// r, w = a + r b; a is the face's shortest combination and so orthogonal to b, and <c>r² = |a|² / (radius² - |b|²)</c>.
    /// If a face's gradients depend on each other, the minimum is on a smaller face too.
    /// </remarks>
    public static double[] Minimize(Gramian gramian, double[] tilt, double radius)
    {
        double[]? best = null;
        var least = double.PositiveInfinity;
        foreach (var set in Subsets.Of(gramian.Count))
        {
            if (OnFace(gramian, tilt, radius, set) is not { } weights)
                continue;
            var value = radius * Math.Sqrt(gramian.SquaredNorm(weights));
            for (var index = 0; index < weights.Length; index++)
                value += tilt[index] * weights[index];
            if (value < least)
                (best, least) = (weights, value);
        }
        return best ?? throw new ArgumentException("The inner products of the gradients are no finite numbers.");
    }

    // Null where the minimum over the plane of the face lies outside the face, or there is none.
    private static double[]? OnFace(Gramian gramian, double[] tilt, double radius, int[] set)
    {
        var weights = new double[gramian.Count];
        if (set.Length == 1)
        {
            weights[set[0]] = 1;
            return weights;
        }
        var size = set.Max(index => gramian[index, index]);
        var equations = new double[set.Length + 1, set.Length + 1];
        var (sumIsOne, tilted) = (new double[set.Length + 1], new double[set.Length + 1]);
        for (var i = 0; i < set.Length; i++)
        {
            for (var j = 0; j < set.Length; j++)
                equations[i, j] = gramian[set[i], set[j]];
            equations[i, set.Length] = equations[set.Length, i] = size;
            tilted[i] = -tilt[set[i]];
        }
        sumIsOne[set.Length] = size;
        if (LinearSystem.Solve(equations, sumIsOne) is not { } a || LinearSystem.Solve(equations, tilted) is not { } b)
            return null;
        var face = gramian.Of(set);
        var left = radius * radius - face.SquaredNorm(b.AsSpan(0, set.Length));
        if (left <= 0)
            return null;
        var ratio = Math.Sqrt(face.SquaredNorm(a.AsSpan(0, set.Length)) / left);
        for (var i = 0; i < set.Length; i++)
            weights[set[i]] = a[i] + ratio * b[i];
        return weights.Min() >= 0 ? weights : null;
    }
}
