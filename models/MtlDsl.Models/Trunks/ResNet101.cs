namespace MtlDsl.Models;

/// <summary>ResNet-101 as a feature extractor (He et al., 2015, table 1); parameters are named as in torchvision.</summary>
[Trunk(Names = ParameterNames.ResNet)]
public enum ResNet101
{
    /// <summary>64 channels, stride 4.</summary>
    [Conv(64, Kernel = 7, Stride = 2), MaxPool(3, Stride = 2)] Pool1,

    /// <summary>256 channels, stride 4.</summary>
    [Bottleneck(Width = 64, Blocks = 3)] Res2c,

    /// <summary>512 channels, stride 8.</summary>
    [Bottleneck(Width = 128, Blocks = 4, Stride = 2)] Res3b3,

    /// <summary>1024 channels, stride 16.</summary>
    [Bottleneck(Width = 256, Blocks = 23, Stride = 2)] Res4b22,

    /// <summary>2048 channels, stride 32.</summary>
    [Bottleneck(Width = 512, Blocks = 3, Stride = 2)] Res5c,
}
