using MtlDsl.Models;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

/// <summary>
/// A head of each kind. The procedural scenes label surfaces, heights and objects; nothing labels kind and place.
/// </summary>
[MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
internal sealed partial class AllHeads
{
    [FcnHead(SmallResNet.Stride16, Skip = [SmallResNet.Stride4])]
    [PixelCrossEntropy]
    public partial SegmentationHead<SceneSurface> Surfaces { get; }

    [DenseHead(SmallResNet.Stride16, Skip = [SmallResNet.Stride4])]
    [SmoothL1Loss]
    public partial RegressionHead Height { get; }

    [SsdHead]
    [DetectAt(SmallResNet.Stride4, Sizes = [6, 12])]
    [MultiBoxLoss]
    public partial DetectionHead<SceneObject> Objects { get; }

    [ClassifierHead(SmallResNet.Stride16)]
    [CrossEntropyLoss]
    public partial ClassificationHead<SceneSurface> Kind { get; }

    [VectorHead(SmallResNet.Stride16, Size = 8)]
    [TripletLoss]
    public partial EmbeddingHead Place { get; }
}

/// <summary>The scenes for it, brought by hand: a declared adapter is to leave no head without labels.</summary>
internal sealed class AllHeadsScenes : DataAdapter
{
    public override string Name => nameof(AllHeadsScenes);

    public override Architecture Architecture => AllHeads.Architecture;

    public override IReadOnlyList<Transform> Transforms { get; } = [new RandomFlip()];

    public override IExampleSource Open(string? root, Split split) =>
        new AerialSceneSource(split == Split.Train ? 12 : 3, new PixelSize(64, 64), seed: 1, split);

    public override int MapLabel(int head, string label) => Architecture.Heads[head].Classes
        .Select((c, index) => (c.Name, Index: index))
        .Where(c => c.Name.Equals(label, StringComparison.OrdinalIgnoreCase))
        .Select(c => c.Index).DefaultIfEmpty(UnknownLabel).First();
}
