namespace MtlDsl.Training.Balancers;

/// <summary>Eigenvalues and eigenvectors of a few vectors' inner products.</summary>
internal sealed class Spectrum
{
    private const double Negligible = 1e-15;
    private const int MostSweeps = 50;

    private readonly double[] values;
    private readonly double[,] vectors;

    /// <summary>Decomposes by Jacobi's rotations.</summary>
    /// <param name="gramian">The inner products.</param>
    /// <param name="rounding">Eigenvalues up to this share of the largest are taken for zero.</param>
    public Spectrum(Gramian gramian, double rounding)
    {
        var count = gramian.Count;
        var matrix = new double[count, count];
        vectors = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            vectors[i, i] = 1;
            for (var j = 0; j < count; j++)
                matrix[i, j] = gramian[i, j];
        }
        for (var sweep = 0; sweep < MostSweeps; sweep++)
            if (!Sweep(matrix))
                break;
        values = [.. Enumerable.Range(0, count).Select(index => matrix[index, index])];
        var largest = values.Max();
        for (var index = 0; index < count; index++)
            if (values[index] <= largest * rounding)
                values[index] = 0;
        Least = values.Where(value => value > 0).DefaultIfEmpty().Min();
    }

    /// <summary>The least eigenvalue that is not zero.</summary>
    public double Least { get; }

    /// <summary>The matrix, raised to a power on the space of the eigenvalues that are not zero, times a vector.</summary>
    public double[] Power(double exponent, ReadOnlySpan<double> vector)
    {
        var result = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] == 0)
                continue;
            var along = 0.0;
            for (var i = 0; i < vector.Length; i++)
                along += vectors[i, index] * vector[i];
            along *= Math.Pow(values[index], exponent);
            for (var i = 0; i < vector.Length; i++)
                result[i] += along * vectors[i, index];
        }
        return result;
    }

    // Rotates every pair of axes once so that they no longer mix; false where none mixed.
    private bool Sweep(double[,] matrix)
    {
        var mixed = false;
        for (var p = 0; p < matrix.GetLength(0); p++)
            for (var q = p + 1; q < matrix.GetLength(0); q++)
                mixed |= Rotate(matrix, p, q);
        return mixed;
    }

    private bool Rotate(double[,] matrix, int p, int q)
    {
        if (!(Math.Abs(matrix[p, q]) > Negligible * Math.Max(Math.Abs(matrix[p, p]), Math.Abs(matrix[q, q]))))
            return false;
        var slant = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = (slant < 0 ? -1 : 1) / (Math.Abs(slant) + Math.Sqrt(slant * slant + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < matrix.GetLength(0); k++)
        {
            (matrix[k, p], matrix[k, q]) = (cosine * matrix[k, p] - sine * matrix[k, q], sine * matrix[k, p] + cosine * matrix[k, q]);
            (vectors[k, p], vectors[k, q]) = (cosine * vectors[k, p] - sine * vectors[k, q], sine * vectors[k, p] + cosine * vectors[k, q]);
        }
        for (var k = 0; k < matrix.GetLength(0); k++)
            (matrix[p, k], matrix[q, k]) = (cosine * matrix[p, k] - sine * matrix[q, k], sine * matrix[p, k] + cosine * matrix[q, k]);
        return true;
    }
}
