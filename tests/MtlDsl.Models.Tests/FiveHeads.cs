using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Models.Tests;

/// <summary>Three maps, small enough to train in a test.</summary>
[Trunk]
internal enum FiveHeadsTrunk
{
    [Conv(16, Kernel = 3, Stride = 2)] Half,
    [Conv(32, Kernel = 3, Stride = 2)] Quarter,
    [Conv(32, Kernel = 3, Stride = 2)] Eighth,
}

/// <summary>What lies under a pixel.</summary>
internal enum Ground
{
    Floor,
    Red,
    Green,
}

/// <summary>What stands on it.</summary>
internal enum Block
{
    Red,
    Green,
}

/// <summary>How much of the picture it takes.</summary>
internal enum Extent
{
    Small,
    Large,
}

/// <summary>A network with a head of each kind; one head has two losses, and one without classes stands between two that have some.</summary>
[MultitaskModel<FiveHeadsTrunk>(Width = 32, Height = 32, Normalization = Normalization.Symmetric)]
internal sealed partial class FiveHeads
{
    [FcnHead(FiveHeadsTrunk.Eighth, Skip = [FiveHeadsTrunk.Quarter], Upsampling = Upsampling.Learnt)]
    [PixelCrossEntropy, DiceLoss(Weight = 0.5)]
    public partial SegmentationHead<Ground> Surfaces { get; }

    [DenseHead(FiveHeadsTrunk.Eighth, Skip = [FiveHeadsTrunk.Quarter])]
    [BerHuLoss]
    public partial RegressionHead Height { get; }

    [SsdHead]
    [DetectAt(FiveHeadsTrunk.Quarter, Sizes = [8, 14])]
    [MultiBoxLoss]
    public partial DetectionHead<Block> Objects { get; }

    [ClassifierHead(FiveHeadsTrunk.Eighth, Dropout = 0.1)]
    [CrossEntropyLoss(LabelSmoothing = 0.05)]
    public partial ClassificationHead<Extent> Kind { get; }

    [VectorHead(FiveHeadsTrunk.Eighth, Size = 16)]
    [TripletLoss]
    public partial EmbeddingHead Place { get; }
}

/// <summary>
/// Pictures of one block on a floor: its colour is its class and its height (2 and 5), its size the picture's class, the floor's hue one of
/// four places. Heights of the first column are not known.
/// </summary>
internal sealed class BlockScenes(int count, int first) : IExampleSource
{
    private const int Side = 32;

    private static readonly Dictionary<byte, string?> names = new() { [0] = "floor", [1] = "red", [2] = "green" };
    private static readonly Rgb[] floors = [new(120, 120, 120), new(60, 60, 150), new(150, 150, 60), new(150, 60, 150)];

    public int Count => count;

    public Example Read(int index)
    {
        var random = new Random(first + index);
        var (place, label, side) = (random.Next(floors.Length), (byte)random.Next(1, 3), random.Next(2) == 0 ? 8 : 14);
        var (left, top) = (random.Next(Side - side), random.Next(Side - side));
        var image = new RgbImage(Side, Side);
        var (mask, heights) = (new LabelMap(Side, Side), new ValueMap(1, Side, Side));
        for (var i = 0; i < Side * Side; i++)
        {
            var (x, y) = (i % Side, i / Side);
            var isBlock = x >= left && x < left + side && y >= top && y < top + side;
            var color = !isBlock ? floors[place] : label == 1 ? new Rgb(230, 0, 0) : new Rgb(0, 230, 0);
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = (color.R, color.G, color.B);
            mask.Labels[i] = isBlock ? label : (byte)0;
            heights.Values[i] = x == 0 ? float.NaN : !isBlock ? 0 : label == 1 ? 2 : 5;
        }
        var box = new Box(left, top, left + side, top + side).Scale(1f / Side, 1f / Side);
        return new Example($"scene{first + index}", image, [new LabelledObject(names[label]!, box)], new LabelledMask(mask, names))
        {
            Values = new LabelledValues("height", heights),
            Class = side == 8 ? "small" : "large",
            Identity = $"floor {place}",
        };
    }
}

/// <summary>Brings <see cref="BlockScenes"/> to <see cref="FiveHeads"/>.</summary>
internal sealed class BlockData : DataAdapter
{
    public override string Name => nameof(BlockData);

    public override Architecture Architecture => FiveHeads.Architecture;

    public override IReadOnlyList<Transform> Transforms { get; } = [new RandomFlip()];

    public override IExampleSource Open(string? root, Split split) => split == Split.Train ? new BlockScenes(64, 0) : new BlockScenes(24, 1000);

    public override int MapLabel(int head, string label) => (Architecture.Heads[head].Name, label) switch
    {
        (nameof(FiveHeads.Surfaces), "floor") => (int)Ground.Floor,
        (nameof(FiveHeads.Surfaces), "red") => (int)Ground.Red,
        (nameof(FiveHeads.Surfaces), "green") => (int)Ground.Green,
        (nameof(FiveHeads.Objects), "red") => (int)Block.Red,
        (nameof(FiveHeads.Objects), "green") => (int)Block.Green,
        (nameof(FiveHeads.Kind), "small") => (int)Extent.Small,
        (nameof(FiveHeads.Kind), "large") => (int)Extent.Large,
        _ => UnknownLabel,
    };
}
