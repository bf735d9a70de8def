namespace MtlDsl.Models;

/// <summary>What SSD adds on top of ResNet-50 for large objects. The stride is on the first convolution of a block, as in the study's networks.</summary>
[Branch(After = ResNet50.Res5c)]
public enum SsdExtras
{
    /// <summary>1024 channels, stride 64.</summary>
    [Bottleneck(Width = 256, Outputs = 1024, Blocks = 2, Stride = 2, StrideOn = StridePlacement.Reduction)] Res6b,

    /// <summary>1024 channels, stride 128.</summary>
    [Bottleneck(Width = 256, Outputs = 1024, Blocks = 2, Stride = 2, StrideOn = StridePlacement.Reduction)] Res7b,

    /// <summary>1024 channels, one cell.</summary>
    [GlobalAveragePool] PoolLast,
}
