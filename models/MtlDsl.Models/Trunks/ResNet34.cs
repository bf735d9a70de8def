namespace MtlDsl.Models;

/// <summary>ResNet-34 as a feature extractor (He et al., 2015, table 1); parameters are named as in torchvision.</summary>
[Trunk(Names = ParameterNames.ResNet)]
public enum ResNet34
{
    /// <summary>64 channels, stride 4.</summary>
    [Conv(64, Kernel = 7, Stride = 2), MaxPool(3, Stride = 2)] Pool1,

    /// <summary>64 channels, stride 4.</summary>
    [BasicBlock(Width = 64, Blocks = 3)] Res2c,

    /// <summary>128 channels, stride 8.</summary>
    [BasicBlock(Width = 128, Blocks = 4, Stride = 2)] Res3d,

    /// <summary>256 channels, stride 16.</summary>
    [BasicBlock(Width = 256, Blocks = 6, Stride = 2)] Res4f,

    /// <summary>512 channels, stride 32.</summary>
    [BasicBlock(Width = 512, Blocks = 3, Stride = 2)] Res5c,
}
