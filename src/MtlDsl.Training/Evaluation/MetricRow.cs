namespace MtlDsl.Training.Evaluation;

/// <summary>One line of the table of an evaluation: a class, or the mean over the classes.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Class">Name of the class; null for the mean.</param>
/// <param name="Values">The measures in the order of <see cref="HeadResult.Measures"/>, 0 to 1; NaN where there was nothing to measure.</param>
public sealed record MetricRow(string Head, string? Class, IReadOnlyList<double> Values);
