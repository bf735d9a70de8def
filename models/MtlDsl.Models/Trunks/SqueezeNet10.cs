namespace MtlDsl.Models;

/// <summary>SqueezeNet 1.0 as a feature extractor (Iandola et al., 2016, table 1); parameters are named as in torchvision.</summary>
[Trunk(Names = ParameterNames.FlatFeatures)]
public enum SqueezeNet10
{
    /// <summary>96 channels, stride 2.</summary>
    [Conv(96, Kernel = 7, Stride = 2, Padding = 0, Norm = Norm.None)] Conv1,

    /// <summary>256 channels, stride 4.</summary>
    [MaxPool(3, Stride = 2, Padding = 0, Ceil = true), Fire(16, 64, 64), Fire(16, 64, 64), Fire(32, 128, 128)] Fire4,

    /// <summary>512 channels, stride 8.</summary>
    [MaxPool(3, Stride = 2, Padding = 0, Ceil = true), Fire(32, 128, 128), Fire(48, 192, 192), Fire(48, 192, 192), Fire(64, 256, 256)] Fire8,

    /// <summary>512 channels, stride 16.</summary>
    [MaxPool(3, Stride = 2, Padding = 0, Ceil = true), Fire(64, 256, 256)] Fire9,
}
