namespace MtlDsl.Metrics;

/// <summary>
/// How far predicted values are from true ones, over all values added; definitions as in Eigen et al., "Depth Map Prediction" (2014): t a
/// true and p a predicted value. The relative measures are over the values with t above 0.
/// </summary>
public sealed class RegressionErrors
{
    /// <summary>The factor below which p counts as close to t.</summary>
    public const double CloseFactor = 1.25;

    private double absolute, square, relative;
    private long positive, close;

    /// <summary>Values so far.</summary>
    public long Count { get; private set; }

    /// <summary>MAE, mean |p - t|, in the unit of the values.</summary>
    public double MeanAbsolute => absolute / Count;

    /// <summary>RMSE, the square root of the mean (p - t)^2, in the unit of the values.</summary>
    public double RootMeanSquare => Math.Sqrt(square / Count);

    /// <summary>Mean |p - t| / t.</summary>
    public double MeanRelative => relative / positive;

    /// <summary>The share of values with max(p / t, t / p) below <see cref="CloseFactor"/>, 0 to 1.</summary>
    public double Close => (double)close / positive;

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
            if (t <= 0)
                continue;
            positive++;
            relative += error / t;
            if (p > 0 && Math.Max(p / t, t / p) < CloseFactor)
                close++;
        }
    }
}
