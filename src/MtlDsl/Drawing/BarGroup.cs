namespace MtlDsl.Drawing;

/// <summary>Bars of a <see cref="BarChart"/> that share a scale.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Bars">From above to below.</param>
public sealed record BarGroup(string Title, string Unit, IReadOnlyList<Bar> Bars);
