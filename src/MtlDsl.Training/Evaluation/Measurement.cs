namespace MtlDsl.Training.Evaluation;

/// <summary>One measure of a whole head.</summary>
/// <param name="Name">What is measured, in the field's usual words: "AP50".</param>
/// <param name="Value">A share of 0 to 1, or an error in the unit of the labels; NaN where there was nothing to measure.</param>
public readonly record struct Measurement(string Name, double Value);
