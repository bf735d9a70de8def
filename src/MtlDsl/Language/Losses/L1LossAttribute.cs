namespace MtlDsl;

/// <summary>Absolute error of a regression head, the mean over the labelled values.</summary>
public sealed class L1LossAttribute : LossAttribute;
