namespace MtlDsl.Models;

/// <summary>MobileNetV3-Small as a feature extractor (Howard et al., 2019, table 2); parameters are named as in torchvision.</summary>
[Trunk(Names = ParameterNames.Features, NormEpsilon = 1e-3, NormMomentum = 0.01)]
public enum MobileNetV3Small
{
    /// <summary>16 channels, stride 2.</summary>
    [Conv(16, Stride = 2, Activation = Activation.HardSwish)] Stride2,

    /// <summary>16 channels, stride 4.</summary>
    [MBConv(16, Hidden = 16, Squeeze = 8, Stride = 2)] Stride4,

    /// <summary>24 channels, stride 8.</summary>
    [MBConv(24, Hidden = 72, Stride = 2), MBConv(24, Hidden = 88)] Stride8,

    /// <summary>48 channels, stride 16.</summary>
    [MBConv(40, Hidden = 96, Kernel = 5, Squeeze = 24, Stride = 2, Activation = Activation.HardSwish),
     MBConv(40, Hidden = 240, Kernel = 5, Squeeze = 64, Activation = Activation.HardSwish),
     MBConv(40, Hidden = 240, Kernel = 5, Squeeze = 64, Activation = Activation.HardSwish),
     MBConv(48, Hidden = 120, Kernel = 5, Squeeze = 32, Activation = Activation.HardSwish),
     MBConv(48, Hidden = 144, Kernel = 5, Squeeze = 40, Activation = Activation.HardSwish)]
    Stride16,

    /// <summary>576 channels, stride 32.</summary>
    [MBConv(96, Hidden = 288, Kernel = 5, Squeeze = 72, Stride = 2, Activation = Activation.HardSwish),
     MBConv(96, Hidden = 576, Kernel = 5, Squeeze = 144, Activation = Activation.HardSwish),
     MBConv(96, Hidden = 576, Kernel = 5, Squeeze = 144, Activation = Activation.HardSwish),
     Conv(576, Kernel = 1, Activation = Activation.HardSwish)]
    Stride32,
}
