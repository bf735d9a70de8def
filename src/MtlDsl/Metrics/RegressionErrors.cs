namespace MtlDsl.Metrics;

/// <summary>
/// How far predicted values are from true ones, over all values added; definitions as in Eigen et al., "Depth Map Prediction" (2014): t a
/// true and p a predicted value. The relative measures are over the values with t above 0.
/// </summary>
public sealed class RegressionErrors
{
    /// <summary>The factor within which p counts as close to t.</summary>
    public const double CloseFactor = 1.25;

    private const int Powers = 3;

    private readonly long[] within = new long[Powers];
    private double absolute, square, relative, squareRelative, squareLog;
    private long positive;

    /// <summary>Values so far.</summary>
    public long Count { get; private set; }

    /// <summary>MAE, mean |p - t|, in the unit of the values.</summary>
    public double MeanAbsolute => absolute / Count;

    /// <summary>RMSE, the square root of the mean (p - t)^2, in the unit of the values.</summary>
    public double RootMeanSquare => Math.Sqrt(square / Count);

    /// <summary>Mean |p - t| / t.</summary>
    public double MeanRelative => relative / positive;

    /// <summary>Mean (p - t)^2 / t, in the unit of the values.</summary>
    public double MeanSquareRelative => squareRelative / positive;

    /// <summary>The square root of the mean (ln p - ln t)^2; infinite where a prediction is not above 0.</summary>
    public double RootMeanSquareLog => Math.Sqrt(squareLog / positive);

    /// <summary>The share of values with max(p / t, t / p) below <see cref="CloseFactor"/>, 0 to 1.</summary>
    public double Close => Within(1);

    /// <summary>The share of values with max(p / t, t / p) below <see cref="CloseFactor"/> to a power, 0 to 1.</summary>
    /// <param name="power">1, 2 or 3.</param>
    public double Within(int power) => (double)within[power - 1] / positive;

    /// <summary>Adds values. Those whose true value is NaN are passed over; a prediction that is not a number makes the means NaN.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(ReadOnlySpan<float> truth, ReadOnlySpan<float> prediction)
    {
        if (truth.Length != prediction.Length)
            throw new ArgumentException($"{truth.Length} true values cannot be compared with {prediction.Length} predicted ones.");
        for (var i = 0; i < truth.Length; i++)
        {
            if (float.IsNaN(truth[i]))
                continue;
            double t = truth[i], p = prediction[i];
            var error = Math.Abs(p - t);
            Count++;
            absolute += error;
            square += error * error;
            if (t > 0)
                AddRelative(t, p, error);
        }
    }

    /// <summary>Adds the values of another measurement.</summary>
    public void Merge(RegressionErrors other)
    {
        Count += other.Count;
        positive += other.positive;
        absolute += other.absolute;
        square += other.square;
        relative += other.relative;
        squareRelative += other.squareRelative;
        squareLog += other.squareLog;
        for (var i = 0; i < Powers; i++)
            within[i] += other.within[i];
    }

    private void AddRelative(double t, double p, double error)
    {
        positive++;
        relative += error / t;
        squareRelative += error * error / t;
        var logarithm = p <= 0 ? double.PositiveInfinity : Math.Log(p / t);
        squareLog += logarithm * logarithm;
        var (factor, limit) = (Math.Max(p / t, t / p), CloseFactor);
        for (var i = 0; i < Powers; i++, limit *= CloseFactor)
            if (p > 0 && factor < limit)
                within[i]++;
    }
}
