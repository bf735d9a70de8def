namespace MtlDsl.Models;

/// <summary>A small aerial network for the procedural scenes: it learns in minutes on two cores.</summary>
[MultitaskModel<SmallResNet>(Width = 256, Height = 256)]
public partial class SmallAerial
{
    /// <summary>Five surfaces.</summary>
    [FcnHead(SmallResNet.Stride32, Skip = [SmallResNet.Stride16, SmallResNet.Stride8, SmallResNet.Stride4])]
    [PixelCrossEntropy(Weight = 4)]
    public partial SegmentationHead<SceneSurface> Surfaces { get; }

    /// <summary>Vehicles and people.</summary>
    [SsdHead]
    [DetectAt(SmallResNet.Stride4, Sizes = [6, 9])]
    [DetectAt(SmallResNet.Stride8, Sizes = [14, 22], AspectRatios = [2])]
    [DetectAt(SmallResNet.Stride16, Sizes = [32, 46], AspectRatios = [2])]
    [MultiBoxLoss]
    public partial DetectionHead<SceneObject> Objects { get; }
}
