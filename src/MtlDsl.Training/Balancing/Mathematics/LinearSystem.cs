namespace MtlDsl.Training.Balancers;

/// <summary>A few linear equations.</summary>
internal static class LinearSystem
{
    // A pivot this small beside its row's largest entry is rounding.
    private const double Singular = 1e-12;

    /// <summary>The solution of <c>matrix x = right</c> by elimination with row pivoting; null where the matrix is singular.</summary>
    public static double[]? Solve(double[,] matrix, ReadOnlySpan<double> right)
    {
        var (count, rows, x) = (right.Length, (double[,])matrix.Clone(), right.ToArray());
        var sizes = new double[count];
        for (var row = 0; row < count; row++)
            for (var column = 0; column < count; column++)
                sizes[row] = Math.Max(sizes[row], Math.Abs(rows[row, column]));
        for (var pivot = 0; pivot < count; pivot++)
        {
            var best = pivot;
            for (var row = pivot + 1; row < count; row++)
                if (Math.Abs(rows[row, pivot]) * sizes[best] > Math.Abs(rows[best, pivot]) * sizes[row])
                    best = row;
            if (!(Math.Abs(rows[best, pivot]) > Singular * sizes[best]))
                return null;
            Swap(rows, x, sizes, pivot, best);
            for (var row = pivot + 1; row < count; row++)
            {
                var factor = rows[row, pivot] / rows[pivot, pivot];
                for (var column = pivot; column < count; column++)
                    rows[row, column] -= factor * rows[pivot, column];
                x[row] -= factor * x[pivot];
            }
        }
        for (var row = count - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < count; column++)
                x[row] -= rows[row, column] * x[column];
            x[row] /= rows[row, row];
        }
        return x;
    }

    private static void Swap(double[,] rows, double[] right, double[] sizes, int a, int b)
    {
        (right[a], right[b]) = (right[b], right[a]);
        (sizes[a], sizes[b]) = (sizes[b], sizes[a]);
        for (var column = 0; column < right.Length; column++)
            (rows[a, column], rows[b, column]) = (rows[b, column], rows[a, column]);
    }
}
