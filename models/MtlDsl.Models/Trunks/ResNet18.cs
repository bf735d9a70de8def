namespace MtlDsl.Models;

/// <summary>ResNet-18 as a feature extractor (He et al., 2015, table 1); parameters are named as in torchvision.</summary>
[Trunk(Names = ParameterNames.ResNet)]
public enum ResNet18
{
    /// <summary>64 channels, stride 4.</summary>
    [Conv(64, Kernel = 7, Stride = 2), MaxPool(3, Stride = 2)] Pool1,

    /// <summary>64 channels, stride 4.</summary>
    [BasicBlock(Width = 64, Blocks = 2)] Res2b,

    /// <summary>128 channels, stride 8.</summary>
    [BasicBlock(Width = 128, Blocks = 2, Stride = 2)] Res3b,

    /// <summary>256 channels, stride 16.</summary>
    [BasicBlock(Width = 256, Blocks = 2, Stride = 2)] Res4b,

    /// <summary>512 channels, stride 32.</summary>
    [BasicBlock(Width = 512, Blocks = 2, Stride = 2)] Res5b,
}
