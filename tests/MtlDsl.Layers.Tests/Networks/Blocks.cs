namespace MtlDsl.Layers.Tests;

[Trunk]
public enum BasicBlocksTrunk
{
    [Conv(16), BasicBlock(Width = 32, Blocks = 2, Stride = 2), BasicBlock(Width = 32, Activation = Activation.SiLU), BasicBlock(Width = 64, Norm = Norm.Group, NormGroups = 8)] Out,
}

[MultitaskModel<BasicBlocksTrunk>(Width = 40, Height = 32)]
public partial class BasicBlocks
{
    [FcnHead(BasicBlocksTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum BottlenecksTrunk
{
    [Conv(16, Stride = 2), Bottleneck(Width = 16, Blocks = 2, Stride = 2), Bottleneck(Width = 16, Outputs = 32, Stride = 2, StrideOn = StridePlacement.Reduction), Bottleneck(Width = 16, Blocks = 2, Norm = Norm.Group, NormGroups = 4)] Out,
}

[MultitaskModel<BottlenecksTrunk>(Width = 40, Height = 32)]
public partial class Bottlenecks
{
    [FcnHead(BottlenecksTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum GroupedBottlenecksTrunk
{
    [Conv(16, Stride = 2), Bottleneck(Width = 32, Outputs = 64, Groups = 8, Blocks = 2, Stride = 2), Bottleneck(Width = 16)] Out,
}

[MultitaskModel<GroupedBottlenecksTrunk>(Width = 40, Height = 32)]
public partial class GroupedBottlenecks
{
    [FcnHead(GroupedBottlenecksTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum InvertedResidualsTrunk
{
    [Conv(16, Stride = 2), InvertedResidual(16, Expansion = 1), InvertedResidual(32, Blocks = 2, Stride = 2)] Out,
}

[MultitaskModel<InvertedResidualsTrunk>(Width = 40, Height = 32)]
public partial class InvertedResiduals
{
    [FcnHead(InvertedResidualsTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum MobileNetV3BlocksTrunk
{
    [Conv(16, Stride = 2), MBConv(16, Hidden = 16), MBConv(32, Hidden = 64, Kernel = 5, Stride = 2, Squeeze = 16, Activation = Activation.HardSwish), MBConv(32, Hidden = 96, Squeeze = 24)] Out,
}

[MultitaskModel<MobileNetV3BlocksTrunk>(Width = 40, Height = 32)]
public partial class MobileNetV3Blocks
{
    [FcnHead(MobileNetV3BlocksTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum EfficientNetBlocksTrunk
{
    [
        Conv(16, Stride = 2),
        MBConv(32, Hidden = 64, Stride = 2, Activation = Activation.SiLU, Squeeze = 4, SqueezeActivation = Activation.SiLU, Gate = Activation.Sigmoid),
        MBConv(32, Hidden = 128, Kernel = 5, Activation = Activation.SiLU, Squeeze = 8, SqueezeActivation = Activation.SiLU, Gate = Activation.Sigmoid),
    ]
    Out,
}

[MultitaskModel<EfficientNetBlocksTrunk>(Width = 40, Height = 32)]
public partial class EfficientNetBlocks
{
    [FcnHead(EfficientNetBlocksTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum FiresTrunk
{
    [Conv(16, Stride = 2), Fire(16, 32, 16), Fire(16, 16, 16)] Out,
}

[MultitaskModel<FiresTrunk>(Width = 40, Height = 32)]
public partial class Fires
{
    [FcnHead(FiresTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum GatesTrunk
{
    [Conv(16), SqueezeExcitation(4), SqueezeExcitation(8, Activation = Activation.SiLU, Gate = Activation.HardSigmoid)] Out,
}

[MultitaskModel<GatesTrunk>(Width = 40, Height = 32)]
public partial class Gates
{
    [FcnHead(GatesTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
