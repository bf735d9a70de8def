namespace MtlDsl.Models;

/// <summary>
/// VGG-16 as SSD uses it (Simonyan and Zisserman, 2014; Liu et al., 2016, section 3): sizes are rounded up, the last pooling keeps the
/// size, and the fully connected layers are a dilated 3x3 and a 1x1 convolution. Parameters are named as in torchvision, whose sequence
/// goes on: <c>features.31</c> is fc6, <c>features.33</c> is fc7.
/// </summary>
[Trunk(Names = ParameterNames.FlatFeatures)]
public enum Vgg16
{
    /// <summary>64 channels, stride 1.</summary>
    [Conv(64, Norm = Norm.None), Conv(64, Norm = Norm.None)] Conv1_2,

    /// <summary>128 channels, stride 2.</summary>
    [MaxPool(2, Stride = 2, Ceil = true), Conv(128, Norm = Norm.None), Conv(128, Norm = Norm.None)] Conv2_2,

    /// <summary>256 channels, stride 4.</summary>
    [MaxPool(2, Stride = 2, Ceil = true), Conv(256, Norm = Norm.None), Conv(256, Norm = Norm.None), Conv(256, Norm = Norm.None)] Conv3_3,

    /// <summary>512 channels, stride 8; SSD reads it through <c>[DetectAt(..., L2Norm = 20)]</c>.</summary>
    [MaxPool(2, Stride = 2, Ceil = true), Conv(512, Norm = Norm.None), Conv(512, Norm = Norm.None), Conv(512, Norm = Norm.None)] Conv4_3,

    /// <summary>512 channels, stride 16.</summary>
    [MaxPool(2, Stride = 2, Ceil = true), Conv(512, Norm = Norm.None), Conv(512, Norm = Norm.None), Conv(512, Norm = Norm.None)] Conv5_3,

    /// <summary>1024 channels, stride 16.</summary>
    [MaxPool(3), Conv(1024, Dilation = 6, Norm = Norm.None), Conv(1024, Kernel = 1, Norm = Norm.None)] Fc7,
}
