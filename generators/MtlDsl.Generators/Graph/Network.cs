using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Heads;
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
    public string Variable => Text.Local(Spec.Member);

    /// <summary>The trunk's map in the code of a head.</summary>
    public string SharedMap => $"maps.{Text.Identifier(Spec.Member)}";

    /// <summary>As a part of a submodule's name.</summary>
    public string Field => Text.Snake(Spec.Member);

    public Cost Cost => new Chain(Units.Select(u => new Child(u.Path, u.Component)).ToEquatableArray()).CostOn(Input);

    /// <summary>Side of the square of image pixels that a cell of its map sees.</summary>
    public int ReceptiveField => (int)System.Math.Ceiling(Footprint.Extent);

    /// <summary>Image pixels between two neighbouring cells of its map.</summary>
    public int Stride => (int)System.Math.Max(1, System.Math.Round(Footprint.Stride));

    private Footprint Footprint => Units.Aggregate(Source?.Footprint ?? Footprint.Cell, (seen, unit) => seen.Then(unit.Component.FootprintOn(unit.Input)));

    /// <summary>
    /// The submodules that hold its weights: a container, or where it shares one with other stages of its part, its members.
    /// </summary>
    public IEnumerable<string> Modules(IReadOnlyList<Stage> part) =>
        Own.Select(path => part.Any(other => other != this && other.Own.Any(p => Container(p) == Container(path))) ? path : Container(path)).Distinct();

    private IEnumerable<string> Own => Units.Where(unit => unit.Component.TorchFunction("x") is null).Select(unit => unit.Path!);

    private static string Container(string path) => path.Split('.')[0];

    /// <summary>This stage and all that it is computed from.</summary>
    public IEnumerable<Stage> Path()
    {
        for (var stage = this; stage is not null; stage = stage.Source)
            yield return stage;
    }
}

/// <summary>A declared network with every shape known.</summary>
internal sealed record Network(ModelSpec Spec, IReadOnlyList<Stage> Trunk, IReadOnlyList<HeadGraph> Heads)
{
    /// <summary>Its input.</summary>
    public Shape Image => new(3, Spec.Height, Spec.Width);

    /// <summary>The pieces that are estimated one by one: every stage, and what each head makes of the maps that it reads.</summary>
    public IReadOnlyList<Step> Steps =>
    [
        .. AllStages.Select(stage => new Step(stage.Spec.Display, stage.Cost)),
        .. Heads.Select(head => new Step(head.Spec.Name, head.OwnCost)),
    ];

    public Cost TrunkCost => Trunk.Aggregate(default(Cost), (cost, stage) => cost + stage.Cost);

    /// <summary>The stages of the trunk that a head reads, in order: what the trunk's module gives.</summary>
    public IReadOnlyList<Stage> SharedMaps => [.. Trunk.Where(stage => Heads.Any(head =>
        head.Taps.Contains(stage) || head.Owned.Any(owned => owned.Source == stage)))];

    /// <summary>The network with one head alone, and the trunk no longer than that head needs.</summary>
    public Network Only(HeadGraph head)
    {
        var needed = head.Taps.SelectMany(tap => tap.Path()).ToList();
        return this with { Trunk = [.. Trunk.Where(needed.Contains)], Heads = [head] };
    }

    /// <summary>The stages of all parts.</summary>
    public IEnumerable<Stage> AllStages => Trunk.Concat(Heads.SelectMany(h => h.Owned));

    /// <summary>The blocks of the network, one of each class.</summary>
    public IEnumerable<Block> BlockKinds => AllStages.SelectMany(s => s.Units)
        .SelectMany(u => u.Component.Blocks).GroupBy(b => b.ClassName, System.StringComparer.Ordinal).Select(g => g.First());
}
