namespace MtlDsl.Drawing;

/// <summary>A curve of a <see cref="LineChart"/>.</summary>
/// <param name="Name">What it is called in the legend.</param>
/// <param name="Color">Index of its colour; a head's curves take the head's index, as its parts of the drawing of the network do.</param>
/// <param name="Points">Its points by rising x; those that are not finite are left out.</param>
public sealed record ChartSeries(string Name, int Color, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>One of the points, to mark with its value; null for none.</summary>
    public (double X, double Y)? Mark { get; init; }
}
