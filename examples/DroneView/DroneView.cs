using MtlDsl;
using MtlDsl.Models;

namespace DroneView;

[Trunk]
public enum DroneTrunk
{
    [Layer<SpaceToDepth>, Conv(32), Conv(32, Stride = 2)] Stride4,
    [BasicBlock(Width = 64, Blocks = 2, Stride = 2)] Stride8,
    [BasicBlock(Width = 128, Blocks = 2, Stride = 2)] Stride16,
    [BasicBlock(Width = 128, Stride = 2)] Stride32,
}

/// <summary>Surfaces, things that move, and heights, from one look down. The tasks share the trunk up to Stride16; Stride32 is each one's own.</summary>
[MultitaskModel<DroneTrunk>(Width = 256, Height = 256)]
[SplitAfter(DroneTrunk.Stride16)]
public partial class Drone
{
    [FcnHead(DroneTrunk.Stride32, Skip = [DroneTrunk.Stride16, DroneTrunk.Stride8, DroneTrunk.Stride4])]
    [PixelCrossEntropy(Weight = 4), DiceLoss]
    public partial SegmentationHead<SceneSurface> Surfaces { get; }

    [SsdHead]
    [DetectAt(DroneTrunk.Stride4, Sizes = [6, 9])]
    [DetectAt(DroneTrunk.Stride8, Sizes = [14, 22], AspectRatios = [2])]
    [DetectAt(DroneTrunk.Stride16, Sizes = [32, 46], AspectRatios = [2])]
    [MultiBoxLoss]
    public partial DetectionHead<SceneObject> Objects { get; }

    [DenseHead(DroneTrunk.Stride32, Skip = [DroneTrunk.Stride16, DroneTrunk.Stride8, DroneTrunk.Stride4], Upsampling = Upsampling.Learnt)]
    [BerHuLoss]
    public partial RegressionHead Height { get; }
}

[AerialScenes<Drone>]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), RandomFlip, Warp]
public partial class DroneScenes;
