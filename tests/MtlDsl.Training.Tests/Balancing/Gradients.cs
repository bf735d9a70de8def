namespace MtlDsl.Training.Tests.Balancers;

/// <summary>The gradients of a few tasks, a row each, and what a method makes of them.</summary>
internal sealed class Gradients(params double[][] rows)
{
    public double[][] Rows => rows;

    public double[,] Gramian
    {
        get
        {
            var products = new double[rows.Length, rows.Length];
            for (var i = 0; i < rows.Length; i++)
                for (var j = 0; j < rows.Length; j++)
                    products[i, j] = Dot(rows[i], rows[j]);
            return products;
        }
    }

    /// <summary>Random gradients; the first tasks' conflict with the others' about as often as not.</summary>
    public static Gradients Sample(int tasks, int size, int seed)
    {
        var random = new Random(seed);
        return new Gradients([.. Enumerable.Range(0, tasks).Select(task => Enumerable.Range(0, size).Select(_ =>
            (random.NextDouble() - 0.5) * (task + 1)).ToArray())]);
    }

    public double[] Weights(Balancing kind, BalancingOptions? options = null)
    {
        var names = rows.Select((_, task) => $"{task}").ToList();
        var weights = new double[rows.Length];
        var step = new BalancingStep(0, 100, 10, [.. Enumerable.Range(0, rows.Length)], [.. rows.Select(_ => 1.0)], Gramian, new Random(1));
        Balancer.Create(kind, names, options ?? new BalancingOptions()).Weigh(step, weights);
        return weights;
    }

    public double[] Combine(IReadOnlyList<double> weights) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select((row, task) => row[column] * weights[task]).Sum())];

    public double[] Combine(Balancing kind) => Combine(Weights(kind));

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    public static double Norm(double[] a) => Math.Sqrt(Dot(a, a));
}
