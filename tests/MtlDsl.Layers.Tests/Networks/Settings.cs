namespace MtlDsl.Layers.Tests;

[Trunk(NormEpsilon = 0.1, NormMomentum = 0.5)]
public enum NormSettingsTrunk
{
    [Conv(16, Stride = 2), BasicBlock(Width = 16)] Out,
}

// The same block with other settings is another class.
[Branch(After = NormSettingsTrunk.Out, NormEpsilon = 0.01)]
public enum NormSettingsBranch
{
    [BasicBlock(Width = 16)] Top,
}

[MultitaskModel<NormSettingsTrunk>(Width = 40, Height = 32)]
public partial class NormSettings
{
    [FcnHead(NormSettingsBranch.Top, Skip = [NormSettingsTrunk.Out]), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

// Layers of which torchvision has no name in a ResNet are named by their stage.
[Trunk(Names = ParameterNames.ResNet)]
public enum ResNetNamesTrunk
{
    [Conv(16, Stride = 2), Dropout(0), MaxPool(3, Stride = 2)] Stem,
    [BasicBlock(Width = 16)] First,
    [SqueezeExcitation(4), GroupNorm(4), Conv(16, Kernel = 1)] Out,
}

[MultitaskModel<ResNetNamesTrunk>(Width = 40, Height = 32)]
public partial class ResNetNames
{
    [FcnHead(ResNetNamesTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
