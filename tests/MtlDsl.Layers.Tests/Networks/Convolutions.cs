namespace MtlDsl.Layers.Tests;

[Trunk]
public enum StridedConvolutionTrunk
{
    [Conv(16, Stride = 2)] Out,
}

[MultitaskModel<StridedConvolutionTrunk>(Width = 40, Height = 32)]
public partial class StridedConvolution
{
    [FcnHead(StridedConvolutionTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum GroupedConvolutionTrunk
{
    [Conv(16), Conv(32, Groups = 4, Dilation = 2, Activation = Activation.ReLU6)] Out,
}

[MultitaskModel<GroupedConvolutionTrunk>(Width = 40, Height = 32)]
public partial class GroupedConvolution
{
    [FcnHead(GroupedConvolutionTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum UnpaddedConvolutionTrunk
{
    [Conv(16, Kernel = 5, Stride = 3, Padding = 0, Norm = Norm.None, Activation = Activation.SiLU)] Out,
}

[MultitaskModel<UnpaddedConvolutionTrunk>(Width = 40, Height = 32)]
public partial class UnpaddedConvolution
{
    [FcnHead(UnpaddedConvolutionTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum BiasedConvolutionTrunk
{
    [Conv(16, Bias = true, Activation = Activation.HardSwish), Conv(16, Kernel = 1, Norm = Norm.None, Bias = false, Activation = Activation.Sigmoid)] Out,
}

[MultitaskModel<BiasedConvolutionTrunk>(Width = 40, Height = 32)]
public partial class BiasedConvolution
{
    [FcnHead(BiasedConvolutionTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum DepthwiseConvolutionTrunk
{
    [Conv(16), DepthwiseConv(Kernel = 5, Stride = 2), DepthwiseConv(Dilation = 2, Norm = Norm.None, Activation = Activation.HardSigmoid)] Out,
}

[MultitaskModel<DepthwiseConvolutionTrunk>(Width = 40, Height = 32)]
public partial class DepthwiseConvolution
{
    [FcnHead(DepthwiseConvolutionTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
