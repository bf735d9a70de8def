namespace MtlDsl;

/// <summary>Maximum over a window.</summary>
/// <param name="kernel">Side of the window.</param>
public sealed class MaxPoolAttribute(int kernel) : LayerAttribute
{
    /// <summary>Side of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>Step between two windows; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Cells added around the map; half the window if not given.</summary>
    public int Padding { get; set; } = -1;

    /// <summary>Whether a last window may reach beyond the map, as in Caffe's networks: sizes are then rounded up.</summary>
    public bool Ceil { get; set; }
}
