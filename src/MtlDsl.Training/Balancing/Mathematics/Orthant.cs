namespace MtlDsl.Training.Balancers;

/// <summary>Minima over weights that are not negative.</summary>
internal static class Orthant
{
    /// <summary>The weights that minimise <c>w'G w / 2 + tilt w</c>, exactly; the vectors are independent.</summary>
    public static double[] Minimize(Gramian gramian, double[] tilt)
    {
        var best = new double[gramian.Count];
        var least = 0.0;
        foreach (var set in Subsets.Of(gramian.Count))
        {
            var equations = new double[set.Length, set.Length];
            for (var i = 0; i < set.Length; i++)
                for (var j = 0; j < set.Length; j++)
                    equations[i, j] = gramian[set[i], set[j]];
            if (LinearSystem.Solve(equations, [.. set.Select(index => -tilt[index])]) is not { } solution || solution.Min() < 0)
                continue;
            // At such a point w'G w = -tilt w.
            var value = set.Select((index, i) => tilt[index] * solution[i]).Sum() / 2;
            if (value >= least)
                continue;
            (best, least) = (new double[gramian.Count], value);
            for (var i = 0; i < set.Length; i++)
                best[set[i]] = solution[i];
        }
        return best;
    }
}
