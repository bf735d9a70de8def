namespace MtlDsl.Layers.Tests;

[Trunk]
public enum BilinearUpsamplingTrunk
{
    [Conv(16, Stride = 4), Upsample(3)] Out,
}

[MultitaskModel<BilinearUpsamplingTrunk>(Width = 40, Height = 32)]
public partial class BilinearUpsampling
{
    [FcnHead(BilinearUpsamplingTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum TransposedUpsamplingTrunk
{
    [Conv(16, Stride = 4), Upsample(2, Mode = Upsampling.Transposed), Upsample(3, Mode = Upsampling.Transposed)] Out,
}

[MultitaskModel<TransposedUpsamplingTrunk>(Width = 40, Height = 32)]
public partial class TransposedUpsampling
{
    [FcnHead(TransposedUpsamplingTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum LearntUpsamplingTrunk
{
    [Conv(16, Stride = 4), Upsample(2, Mode = Upsampling.Learnt), Upsample(3, Mode = Upsampling.Learnt)] Out,
}

[MultitaskModel<LearntUpsamplingTrunk>(Width = 40, Height = 32)]
public partial class LearntUpsampling
{
    [FcnHead(LearntUpsamplingTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
