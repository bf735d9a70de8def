using MtlDsl;

namespace MyNetwork;

/// <summary>A trunk is an enum of its stages: small enough to train in minutes on two cores. MtlDsl.Models has larger ones.</summary>
[Trunk]
public enum AerialTrunk
{
    [Conv(16, Stride = 2), BasicBlock(Width = 32, Stride = 2)] Stride4,
    [BasicBlock(Width = 64, Blocks = 2, Stride = 2)] Stride8,
    [BasicBlock(Width = 128, Blocks = 2, Stride = 2)] Stride16,
    [BasicBlock(Width = 128, Stride = 2)] Stride32,
}

/// <summary>What every pixel shows. The colours are those of pictures.</summary>
public enum Surface
{
    [Color(178, 150, 110)] Ground,
    [Color(110, 110, 118)] Road,
    [Color(190, 70, 60)] Building,
    [Color(50, 140, 60)] Plant,
    [Color(50, 110, 200)] Water,
}

/// <summary>What is found in boxes.</summary>
public enum Moving
{
    [Color(255, 215, 0)] Vehicle,
    [Color(255, 80, 200)] Person,
}

/// <summary>One image in; a map of surfaces and boxes of what moves out. Add a head, and its losses, labels and outputs follow.</summary>
[MultitaskModel<AerialTrunk>(Width = 256, Height = 256)]
public partial class AerialView
{
    [FcnHead(AerialTrunk.Stride32, Skip = [AerialTrunk.Stride16, AerialTrunk.Stride8, AerialTrunk.Stride4])]
    [PixelCrossEntropy(Weight = 4)]
    public partial SegmentationHead<Surface> Surfaces { get; }

    [SsdHead]
    [DetectAt(AerialTrunk.Stride4, Sizes = [6, 9])]
    [DetectAt(AerialTrunk.Stride8, Sizes = [14, 22], AspectRatios = [2])]
    [DetectAt(AerialTrunk.Stride16, Sizes = [32, 46], AspectRatios = [2])]
    [MultiBoxLoss]
    public partial DetectionHead<Moving> Objects { get; }
}
