namespace MtlDsl.Drawing;

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Color">Index of its colour; bars that are compared across groups have the same.</param>
/// <param name="Value">Its length, not negative.</param>
public sealed record Bar(string Name, int Color, double Value);
