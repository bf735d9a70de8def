namespace MtlDsl;

/// <summary>Mean over a window. Cells added around the map count as zeros.</summary>
/// <param name="kernel">Side of the window.</param>
public sealed class AveragePoolAttribute(int kernel) : LayerAttribute
{
    /// <summary>Side of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Step between two windows; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Cells added around the map; half the window if not given.</summary>
    public int Padding { get; set; } = -1;
}
