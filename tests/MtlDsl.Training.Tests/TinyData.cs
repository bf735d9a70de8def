using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests;

/// <summary>Brings <see cref="TinyScenes"/> to <see cref="TinyNetwork"/>; needs no folder.</summary>
public class TinyData : DataAdapter
{
    public override string Name => GetType().Name;

    public override Architecture Architecture => TinyNetwork.Description;

    public override IReadOnlyList<Transform> Transforms { get; } = [new RandomFlip()];

    public override IExampleSource Open(string? root, Split split) =>
        root is null || Directory.Exists(root)
            ? split == Split.Train ? new TinyScenes(40, 0, HasBoxes, HasMasks) : new TinyScenes(8, 1000, HasBoxes, HasMasks)
            : throw new DataException($"There is no folder {root}.");

    public override int MapLabel(int head, string label) => label switch
    {
        "ground" => head == 0 ? 0 : IgnoredLabel,
        "red" => head == 0 ? 1 : 0,
        "green" => head == 0 ? 2 : 1,
        _ => UnknownLabel,
    };

    protected virtual bool HasBoxes => true;

    protected virtual bool HasMasks => true;
}

/// <summary>The same with boxes only.</summary>
public sealed class TinyBoxes : TinyData
{
    protected override bool HasMasks => false;
}

/// <summary>The same with masks only.</summary>
public sealed class TinyMasks : TinyData
{
    protected override bool HasBoxes => false;
}
