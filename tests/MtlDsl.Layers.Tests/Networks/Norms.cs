namespace MtlDsl.Layers.Tests;

[Trunk]
public enum GroupNormConvolutionTrunk
{
    [Conv(32, Norm = Norm.Group, NormGroups = 8), Conv(64, Kernel = 1, Norm = Norm.Group, Activation = Activation.None)] Out,
}

[MultitaskModel<GroupNormConvolutionTrunk>(Width = 40, Height = 32)]
public partial class GroupNormConvolution
{
    [FcnHead(GroupNormConvolutionTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum StandaloneBatchNormTrunk
{
    [BatchNorm, Conv(16, Norm = Norm.None, Activation = Activation.None), BatchNorm, Activate(Activation.ReLU)] Out,
}

[MultitaskModel<StandaloneBatchNormTrunk>(Width = 40, Height = 32)]
public partial class StandaloneBatchNorm
{
    [FcnHead(StandaloneBatchNormTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum StandaloneGroupNormTrunk
{
    [Conv(16), GroupNorm(4), Activate(Activation.SiLU)] Out,
}

[MultitaskModel<StandaloneGroupNormTrunk>(Width = 40, Height = 32)]
public partial class StandaloneGroupNorm
{
    [FcnHead(StandaloneGroupNormTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum LengthNormTrunk
{
    [Conv(16), L2Norm(20)] Out,
}

[MultitaskModel<LengthNormTrunk>(Width = 40, Height = 32)]
public partial class LengthNorm
{
    [FcnHead(LengthNormTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
