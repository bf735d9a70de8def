namespace MtlDsl.Training.Balancers;

/// <summary>The inner products of a few vectors: all that can be known of their combinations without the vectors themselves.</summary>
internal sealed class Gramian(double[,] products)
{
    /// <summary>Number of vectors.</summary>
    public int Count => products.GetLength(0);

    /// <summary>Inner product of two vectors.</summary>
    public double this[int i, int j] => products[i, j];

    /// <summary>Norm of a vector.</summary>
    public double Norm(int i) => Math.Sqrt(Math.Max(products[i, i], 0));

    /// <summary>The vectors at some indices.</summary>
    public Gramian Of(IReadOnlyList<int> indices)
    {
        var part = new double[indices.Count, indices.Count];
        for (var i = 0; i < indices.Count; i++)
            for (var j = 0; j < indices.Count; j++)
                part[i, j] = products[indices[i], indices[j]];
        return new Gramian(part);
    }

    /// <summary>The inner products of the vectors scaled to length 1; none of them is zero.</summary>
    public Gramian Cosines()
    {
        var cosines = new double[Count, Count];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < Count; j++)
                cosines[i, j] = i == j ? 1 : products[i, j] / (Norm(i) * Norm(j));
        return new Gramian(cosines);
    }

    /// <summary>The inner products with a share of their trace added to the diagonal, so that they are those of independent vectors.</summary>
    public Gramian Ridged(double share)
    {
        var ridged = (double[,])products.Clone();
        var ridge = share * Enumerable.Range(0, Count).Sum(i => products[i, i]);
        for (var i = 0; i < Count; i++)
            ridged[i, i] += ridge;
        return new Gramian(ridged);
    }

    /// <summary>The inner product of each vector and the combination of them with these weights.</summary>
    public double[] With(ReadOnlySpan<double> weights)
    {
        var result = new double[Count];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < Count; j++)
                result[i] += products[i, j] * weights[j];
        return result;
    }

    /// <summary>The squared norm of the combination with these weights.</summary>
    public double SquaredNorm(ReadOnlySpan<double> weights)
    {
        var with = With(weights);
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
            sum += weights[i] * with[i];
        return Math.Max(sum, 0);
    }
}
