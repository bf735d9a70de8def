namespace MtlDsl.Models.Tests;

[Branch(After = SmallResNet.Stride16)]
public enum Side
{
    [Conv(32, Stride = 2)] Coarse,
}

[Branch(After = Side.Coarse)]
public enum SideOfSide
{
    [Conv(32, Stride = 2)] Coarser,
    [GlobalAveragePool] Whole,
}

/// <summary>Two heads of a kind, twice; a branch on a branch; a split in the middle; skips past the split; a tap on both sides of it.</summary>
[MultitaskModel<SmallResNet>(Width = 96, Height = 64)]
[SplitAfter(SmallResNet.Stride8)]
public partial class Topology
{
    [FcnHead(SmallResNet.Stride32, Skip = [SmallResNet.Stride16, SmallResNet.Stride8, SmallResNet.Stride4]), PixelCrossEntropy]
    public partial SegmentationHead<SceneSurface> Fine { get; }

    [FcnHead(SmallResNet.Stride8, Upsampling = Upsampling.Transposed), FocalLoss]
    public partial SegmentationHead<SceneSurface> Coarse { get; }

    [SsdHead, MultiBoxLoss]
    [DetectAt(SmallResNet.Stride8, Sizes = [12], L2Norm = 10)]
    [DetectAt(Side.Coarse, Sizes = [24], AspectRatios = [2])]
    [DetectAt(SideOfSide.Coarser, Sizes = [40])]
    [DetectAt(SideOfSide.Whole, Sizes = [60])]
    public partial DetectionHead<SceneObject> Near { get; }

    [SsdHead, MultiBoxLoss]
    [DetectAt(SmallResNet.Stride4, Sizes = [6])]
    [DetectAt(SmallResNet.Stride16, Sizes = [20])]
    public partial DetectionHead<SceneObject> Far { get; }
}
