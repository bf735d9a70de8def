namespace MtlDsl.Training.Evaluation;

/// <summary>One line of the table of an evaluation: a class, or the whole head.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Class">Name of the class; null for the whole head.</param>
/// <param name="Values">
/// The measures in the order of <see cref="HeadResult.Measures"/>: shares of 0 to 1, or errors in the unit of the labels; NaN where there
/// was nothing to measure.
/// </param>
public sealed record MetricRow(string Head, string? Class, IReadOnlyList<double> Values);
