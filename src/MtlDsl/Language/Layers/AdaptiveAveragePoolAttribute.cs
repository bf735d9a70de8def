namespace MtlDsl;

/// <summary>Means over the parts of a grid laid over the map, whatever its size: part i of n begins at floor(i s / n) and ends before ceil((i + 1) s / n).</summary>
/// <param name="height">Rows of the grid.</param>
/// <param name="width">Columns of the grid.</param>
public sealed class AdaptiveAveragePoolAttribute(int height, int width) : LayerAttribute
{
    /// <summary>Rows of the grid.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of the grid.</summary>
    public int Width { get; } = width;
}
