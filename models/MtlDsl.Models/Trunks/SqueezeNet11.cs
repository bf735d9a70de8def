namespace MtlDsl.Models;

/// <summary>
/// SqueezeNet 1.1 as a feature extractor, with 2.4 times fewer multiply-adds than 1.0 (Iandola et al., 2016, and their later release);
/// parameters are named as in torchvision.
/// </summary>
[Trunk(Names = ParameterNames.FlatFeatures)]
public enum SqueezeNet11
{
    /// <summary>64 channels, stride 2.</summary>
    [Conv(64, Stride = 2, Padding = 0, Norm = Norm.None)] Conv1,

    /// <summary>128 channels, stride 4.</summary>
    [MaxPool(3, Stride = 2, Padding = 0, Ceil = true), Fire(16, 64, 64), Fire(16, 64, 64)] Fire3,

    /// <summary>256 channels, stride 8.</summary>
    [MaxPool(3, Stride = 2, Padding = 0, Ceil = true), Fire(32, 128, 128), Fire(32, 128, 128)] Fire5,

    /// <summary>512 channels, stride 16.</summary>
    [MaxPool(3, Stride = 2, Padding = 0, Ceil = true), Fire(48, 192, 192), Fire(48, 192, 192), Fire(64, 256, 256), Fire(64, 256, 256)] Fire9,
}
