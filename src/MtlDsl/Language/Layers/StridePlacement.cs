namespace MtlDsl;

/// <summary>Which convolution of a bottleneck carries the stride.</summary>
public enum StridePlacement
{
    /// <summary>The 3x3 convolution, as in torchvision ("ResNet v1.5").</summary>
    Spatial,

    /// <summary>The first 1x1 convolution, as in the paper and in Caffe's models.</summary>
    Reduction,
}
