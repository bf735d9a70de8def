using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Graph;

/// <summary>A component in its place: where its weights are named, and the maps around it.</summary>
/// <param name="Path">Its name in the part's state dict; null for one without weights outside a container.</param>
internal sealed record Unit(string? Path, Component Component, Shape Input, Shape Output);

/// <summary>A stage with its shapes.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Source">The stage before it; null for the image.</param>
/// <param name="Units">What it consists of, in order.</param>
/// <param name="Input">The map that it gets.</param>
/// <param name="Output">The map that it gives.</param>
internal sealed record Stage(StageSpec Spec, Stage? Source, IReadOnlyList<Unit> Units, Shape Input, Shape Output)
{
    /// <summary>Its local variable in generated code.</summary>
    public string Variable => Text.Camel(Spec.Member);

    /// <summary>As a part of a submodule's name.</summary>
    public string Field => Text.Snake(Spec.Member);

    public Cost Cost => new Chain(Units.Select(u => new Child(u.Path, u.Component)).ToEquatableArray()).CostOn(Input);

    /// <summary>Side of the square of image pixels that a cell of its map sees.</summary>
    public int ReceptiveField => (int)System.Math.Ceiling(Footprint.Extent);

    private Footprint Footprint => Units.Aggregate(Source?.Footprint ?? Footprint.Cell, (seen, unit) => seen.Then(unit.Component.FootprintOn(unit.Input)));

    /// <summary>This stage and all that it is computed from.</summary>
    public IEnumerable<Stage> Path()
    {
        for (var stage = this; stage is not null; stage = stage.Source)
            yield return stage;
    }
}

/// <summary>A map on which an SSD head predicts.</summary>
internal sealed record DetectionMap(DetectAtSpec Spec, Stage Tap)
{
    public int BoxesPerCell => Spec.Shapes.Count;

    public long Boxes => BoxesPerCell * Tap.Output.Cells;
}

/// <summary>A head with the stages that it owns.</summary>
internal abstract record HeadGraph(HeadSpec Spec, IReadOnlyList<Stage> Owned)
{
    /// <summary>The stages that the head reads.</summary>
    public abstract IEnumerable<Stage> Taps { get; }

    /// <summary>The convolutions that predict, with their names and the maps they read.</summary>
    public abstract IEnumerable<(string Name, Conv2d Conv, Stage Tap)> Predictors { get; }

    /// <summary>Learnt scales of normalised maps.</summary>
    public virtual long Scales => 0;

    public Cost Cost => Owned.Select(s => s.Cost)
        .Concat(Predictors.Select(p => p.Conv.CostOn(p.Tap.Output)))
        .Aggregate(new Cost(Scales, 0, 0), (sum, cost) => sum + cost);
}

/// <summary>A fully convolutional segmentation head.</summary>
internal sealed record FcnGraph(FcnHeadSpec Fcn, IReadOnlyList<Stage> Owned, Stage Tap, IReadOnlyList<Stage> Skips) : HeadGraph(Fcn, Owned)
{
    public override IEnumerable<Stage> Taps => Skips.Prepend(Tap);

    public override IEnumerable<(string Name, Conv2d Conv, Stage Tap)> Predictors =>
        Taps.Select(tap => (ScoreName(tap), new Conv2d(tap.Output.Channels, Fcn.Classes.Members.Count, 1, bias: true), tap));

    public static string ScoreName(Stage tap) => $"score_{tap.Field}";
}

/// <summary>An SSD detection head.</summary>
internal sealed record SsdGraph(SsdHeadSpec Ssd, IReadOnlyList<Stage> Owned, IReadOnlyList<DetectionMap> Maps) : HeadGraph(Ssd, Owned)
{
    public override IEnumerable<Stage> Taps => Maps.Select(m => m.Tap);

    public override long Scales => Maps.Where(m => m.Spec.L2Norm > 0).Sum(m => (long)m.Tap.Output.Channels);

    public override IEnumerable<(string Name, Conv2d Conv, Stage Tap)> Predictors => Maps.SelectMany(map => new[]
    {
        (ConfidenceName(map), Predictor(map, Ssd.ScoreClasses), map.Tap),
        (LocationName(map), Predictor(map, 4), map.Tap),
    });

    public static string ConfidenceName(DetectionMap map) => $"confidence_{map.Tap.Field}";

    public static string LocationName(DetectionMap map) => $"location_{map.Tap.Field}";

    public static string ScaleName(DetectionMap map) => $"scale_{map.Tap.Field}";

    private static Conv2d Predictor(DetectionMap map, int width) => new(map.Tap.Output.Channels, map.BoxesPerCell * width, 3, bias: true);
}

/// <summary>A declared network with every shape known.</summary>
internal sealed record Network(ModelSpec Spec, IReadOnlyList<Stage> Trunk, IReadOnlyList<HeadGraph> Heads)
{
    public Cost TrunkCost => Trunk.Aggregate(default(Cost), (cost, stage) => cost + stage.Cost);

    /// <summary>The stages of the trunk that a head reads, in order: what the trunk's module gives.</summary>
    public IReadOnlyList<Stage> SharedMaps => [.. Trunk.Where(stage => Heads.Any(head =>
        head.Taps.Contains(stage) || head.Owned.Any(owned => owned.Source == stage)))];

    /// <summary>The blocks of the network, one of each class.</summary>
    public IEnumerable<Block> BlockKinds => Trunk.Concat(Heads.SelectMany(h => h.Owned)).SelectMany(s => s.Units)
        .SelectMany(u => u.Component.Blocks).GroupBy(b => b.ClassName, System.StringComparer.Ordinal).Select(g => g.First());
}
