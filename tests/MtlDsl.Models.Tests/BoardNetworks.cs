namespace MtlDsl.Models.Tests;

/// <summary>A trunk with what the published ones lack: group norm, squeeze and excitation, several activations, pools, upsampling.</summary>
[Trunk]
internal enum AirTrunk
{
    [Conv(16, Stride = 2, Norm = Norm.Group, NormGroups = 4, Activation = Activation.HardSwish), MaxPool(3, Stride = 2)] Stride4,
    [BasicBlock(Width = 32, Blocks = 2, Stride = 2), SqueezeExcitation(16)] Stride8,
    [MBConv(48, Hidden = 96, Squeeze = 16, Stride = 2, Activation = Activation.SiLU), AveragePool(3, Stride = 1, Padding = 1)] Stride16,
    [Conv(32), Upsample(2)] Finer,
}

/// <summary>Three tasks seen from above, each with an end of the trunk of its own.</summary>
[MultitaskModel<AirTrunk>(Width = 144, Height = 96)]
[SplitAfter(AirTrunk.Stride8)]
internal sealed partial class AirView
{
    [FcnHead(AirTrunk.Finer, Skip = [AirTrunk.Stride4])]
    [PixelCrossEntropy]
    public partial SegmentationHead<SceneSurface> Surfaces { get; }

    [SsdHead]
    [DetectAt(AirTrunk.Stride8, Sizes = [14, 22], AspectRatios = [2], L2Norm = 10)]
    [DetectAt(AirTrunk.Stride16, Sizes = [32, 46], AspectRatios = [2, 3])]
    [MultiBoxLoss]
    public partial DetectionHead<SceneObject> Objects { get; }

    [DenseHead(AirTrunk.Stride16, Skip = [AirTrunk.Stride8], Upsampling = Upsampling.Learnt)]
    [BerHuLoss]
    public partial RegressionHead Height { get; }
}

/// <summary>Segmentation alone on MobileNetV2.</summary>
[MultitaskModel<MobileNetV2>(Width = 160, Height = 128)]
internal sealed partial class MobileSegmentation
{
    [FcnHead(MobileNetV2.Stride32, Skip = [MobileNetV2.Stride16, MobileNetV2.Stride8])]
    [PixelCrossEntropy]
    public partial SegmentationHead<VocClass> Segmentation { get; }
}
