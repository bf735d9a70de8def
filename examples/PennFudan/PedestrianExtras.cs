using MtlDsl;
using MtlDsl.Models;

namespace PennFudan;

/// <summary>Coarser maps for large pedestrians. There are too few images to learn batch statistics here, so these layers have none.</summary>
[Branch(After = MobileNetV2.Stride32)]
public enum PedestrianExtras
{
    /// <summary>512 channels, 4x4 cells.</summary>
    [Conv(256, Kernel = 1, Norm = Norm.None), Conv(512, Stride = 2, Norm = Norm.None)] Stride64,

    /// <summary>256 channels, 2x2 cells.</summary>
    [Conv(128, Kernel = 1, Norm = Norm.None), Conv(256, Stride = 2, Norm = Norm.None)] Stride128,

    /// <summary>256 channels, one cell.</summary>
    [Conv(128, Kernel = 1, Norm = Norm.None), Conv(256, Stride = 2, Norm = Norm.None)] Stride256,
}
