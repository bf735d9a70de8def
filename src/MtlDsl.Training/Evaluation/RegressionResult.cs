namespace MtlDsl.Training.Evaluation;

/// <summary>How well a regression head did, over the labelled values of all images at their own sizes (Eigen et al., 2014).</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Close">Share of the values above 0 that were met within a factor of 1.25.</param>
/// <param name="MeanAbsolute">Mean absolute error in the unit of the labels.</param>
/// <param name="RootMeanSquare">Root of the mean squared error in the unit of the labels.</param>
/// <param name="MeanRelative">Mean absolute error over the value, of the values above 0.</param>
public sealed record RegressionResult(string Head, double Close, double MeanAbsolute, double RootMeanSquare, double MeanRelative) : HeadResult(Head)
{
    /// <summary>Mean squared error over the value, in the unit of the labels, of the values above 0.</summary>
    public double MeanSquareRelative { get; init; } = double.NaN;

    /// <summary>Root of the mean squared difference of the logarithms, of the values above 0; infinite where a prediction is not above 0.</summary>
    public double RootMeanSquareLog { get; init; } = double.NaN;

    /// <summary>Share of the values above 0 that were met within a factor of 1.25 squared.</summary>
    public double CloseSquared { get; init; } = double.NaN;

    /// <summary>Share of the values above 0 that were met within a factor of 1.25 cubed.</summary>
    public double CloseCubed { get; init; } = double.NaN;

    /// <summary>The share of values that were met within a factor of 1.25; NaN where no true value is above 0.</summary>
    public override double Score => Close;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Measures { get; } = ["delta<1.25", "MAE", "RMSE", "abs rel"];

    /// <inheritdoc/>
    public override IReadOnlyList<Measurement> Measurements =>
    [
        new("delta<1.25", Close), new("delta<1.25^2", CloseSquared), new("delta<1.25^3", CloseCubed),
        new("MAE", MeanAbsolute), new("RMSE", RootMeanSquare), new("RMSE log", RootMeanSquareLog),
        new("abs rel", MeanRelative), new("sq rel", MeanSquareRelative),
    ];

    /// <inheritdoc/>
    public override IEnumerable<MetricRow> Rows => [new(Head, null, [Close, MeanAbsolute, RootMeanSquare, MeanRelative])];
}
