namespace MtlDsl.Models;

/// <summary>MobileNetV2 as a feature extractor (Sandler et al., 2018, table 2); parameters are named as in torchvision.</summary>
[Trunk(Names = ParameterNames.Features)]
public enum MobileNetV2
{
    /// <summary>16 channels, stride 2.</summary>
    [Conv(32, Stride = 2, Activation = Activation.ReLU6), InvertedResidual(16, Expansion = 1)] Stride2,

    /// <summary>24 channels, stride 4.</summary>
    [InvertedResidual(24, Blocks = 2, Stride = 2)] Stride4,

    /// <summary>32 channels, stride 8.</summary>
    [InvertedResidual(32, Blocks = 3, Stride = 2)] Stride8,

    /// <summary>96 channels, stride 16.</summary>
    [InvertedResidual(64, Blocks = 4, Stride = 2), InvertedResidual(96, Blocks = 3)] Stride16,

    /// <summary>1280 channels, stride 32.</summary>
    [InvertedResidual(160, Blocks = 3, Stride = 2), InvertedResidual(320), Conv(1280, Kernel = 1, Activation = Activation.ReLU6)] Stride32,
}
