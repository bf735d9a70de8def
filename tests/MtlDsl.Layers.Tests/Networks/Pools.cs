namespace MtlDsl.Layers.Tests;

[Trunk]
public enum MaximumPoolsTrunk
{
    [Conv(16), MaxPool(3, Stride = 2), MaxPool(2, Stride = 2, Ceil = true), MaxPool(3, Stride = 2, Padding = 0, Ceil = true)] Out,
}

[MultitaskModel<MaximumPoolsTrunk>(Width = 40, Height = 32)]
public partial class MaximumPools
{
    [FcnHead(MaximumPoolsTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum AveragePoolsTrunk
{
    [Conv(16), AveragePool(3, Stride = 2), AveragePool(2, Stride = 2)] Out,
}

[MultitaskModel<AveragePoolsTrunk>(Width = 40, Height = 32)]
public partial class AveragePools
{
    [FcnHead(AveragePoolsTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum GlobalPoolTrunk
{
    [Conv(16), GlobalAveragePool, Upsample(8)] Out,
}

[MultitaskModel<GlobalPoolTrunk>(Width = 40, Height = 32)]
public partial class GlobalPool
{
    [FcnHead(GlobalPoolTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum AdaptivePoolsTrunk
{
    [Conv(16), AdaptiveAveragePool(8, 10), AdaptiveAveragePool(3, 4)] Out,
}

[MultitaskModel<AdaptivePoolsTrunk>(Width = 40, Height = 32)]
public partial class AdaptivePools
{
    [FcnHead(AdaptivePoolsTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
