namespace MtlDsl.Models;

/// <summary>The small aerial network with a third task: how high everything rises above the ground.</summary>
[MultitaskModel<SmallResNet>(Width = 256, Height = 256)]
public partial class SmallAerialHeights
{
    /// <summary>Five surfaces.</summary>
    [FcnHead(SmallResNet.Stride32, Skip = [SmallResNet.Stride16, SmallResNet.Stride8, SmallResNet.Stride4])]
    [PixelCrossEntropy(Weight = 4)]
    public partial SegmentationHead<SceneSurface> Surfaces { get; }

    /// <summary>Metres above the ground.</summary>
    [DenseHead(SmallResNet.Stride32, Skip = [SmallResNet.Stride16, SmallResNet.Stride8, SmallResNet.Stride4])]
    [SmoothL1Loss(Beta = 1)]
    public partial RegressionHead Height { get; }

    /// <summary>Vehicles and people.</summary>
    [SsdHead]
    [DetectAt(SmallResNet.Stride4, Sizes = [6, 9])]
    [DetectAt(SmallResNet.Stride8, Sizes = [14, 22], AspectRatios = [2])]
    [DetectAt(SmallResNet.Stride16, Sizes = [32, 46], AspectRatios = [2])]
    [MultiBoxLoss]
    public partial DetectionHead<SceneObject> Objects { get; }
}
