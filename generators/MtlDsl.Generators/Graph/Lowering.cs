using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Layers;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Graph;

/// <summary>Makes the network out of its declaration: every map's shape, and which part owns which stage.</summary>
internal sealed class Lowering
{
    /// <summary>CPUs train convolutions in blocks of so many channels; others fall back to far slower code.</summary>
    private const int FastChannels = 16;

    private readonly ModelSpec spec;
    private readonly List<Finding> findings = [];
    private readonly List<Finding> notes = [];
    private readonly BlockNames blocks = new();
    private readonly List<Stage> trunk;
    private readonly Dictionary<string, IReadOnlyList<Stage>> branches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HeadSpec> owners = new(StringComparer.Ordinal);
    private readonly int split;

    private Lowering(ModelSpec spec)
    {
        this.spec = spec;
        trunk = LowerStages(spec.Trunk, null, new(3, spec.Height, spec.Width));
        split = Split();
        foreach (var branch in spec.Branches)
            LowerBranch(branch);
        foreach (var branch in spec.Branches)
            if (spec.Heads.OrderByDescending(head => Taps(head).Count(tap => tap.Enum == branch.Enum)).FirstOrDefault() is { } owner)
                owners[branch.Enum] = owner;
    }

    /// <summary>The network, and what is wrong with it; null where a mistake leaves no network.</summary>
    public static (Network? Network, IReadOnlyList<Finding> Findings) Lower(ModelSpec spec)
    {
        var lowering = new Lowering(spec);
        if (lowering.findings.Count > 0)
            return (null, lowering.findings);
        var heads = spec.Heads.Select(lowering.LowerHead).ToList();
        return lowering.findings.Count > 0
            ? (null, lowering.findings)
            : (new Network(spec, lowering.trunk.Take(lowering.split + 1).ToList(), heads.OfType<HeadGraph>().ToList()), lowering.notes);
    }

    private static IEnumerable<StageRef> Taps(HeadSpec head) => head switch
    {
        FcnHeadSpec fcn => fcn.Skips.Prepend(fcn.Tap),
        SsdHeadSpec ssd => ssd.Maps.Select(m => m.Tap),
        _ => throw new InvalidOperationException($"No such head: {head.GetType()}"),
    };

    private List<Stage> LowerStages(StageListSpec list, Stage? source, Shape input)
    {
        var stages = new List<Stage>();
        var names = new UnitNames(list.Names);
        if (list.Norms.Check() is { } wrongNorm)
            Report(wrongNorm, list.Place, $"'{list.Name}'");
        foreach (var stageSpec in list.Stages)
        {
            var (units, shape) = (new List<Unit>(), input);
            if (stageSpec.Layers.Count == 0)
                Report(Descriptors.NoLayers, stageSpec.Origin, stageSpec.Display);
            foreach (var layer in stageSpec.Layers)
            {
                if (layer.Check(shape) is { } fault)
                {
                    Report(fault, layer.Place, $"stage '{stageSpec.Display}'");
                    return stages;
                }
                foreach (var child in names.Name(stageSpec, layer, layer.Build(shape, list.Norms)))
                {
                    var output = child.Component.Infer(shape);
                    if (output.IsEmpty)
                    {
                        Report(Descriptors.VanishingMap, layer.Origin, stageSpec.Display, shape, spec.Width, spec.Height);
                        return stages;
                    }
                    units.Add(new(child.Name, child.Component.Name(blocks), shape, output));
                    shape = output;
                }
                if (layer.ChannelsArgument is { } argument && shape.Channels % FastChannels != 0)
                    notes.Add(new(Descriptors.SlowChannels, layer.Place[argument], [stageSpec.Display, shape.Channels, shape.Channels + FastChannels - shape.Channels % FastChannels]));
            }
            var stage = new Stage(stageSpec, source, units, input, shape);
            stages.Add(stage);
            (source, input) = (stage, shape);
        }
        return stages;
    }

    private void LowerBranch(StageListSpec branch)
    {
        if (branch.After is { } after && trunk.Find(s => after.Names(s.Spec)) is { } start)
            branches[branch.Enum] = LowerStages(branch, start, start.Output);
        else if (findings.Count == 0)
            Report(Descriptors.BranchStart, branch.After?.Origin ?? branch.Origin, branch.Name, spec.Trunk.Name, branch.After?.Display ?? "nothing");
    }

    private int Split()
    {
        if (spec.Split is not { } reference)
            return trunk.Count - 1;
        var index = trunk.FindIndex(s => reference.Names(s.Spec));
        if (index < 0 && findings.Count == 0)
            ReportUnknown(reference, trunk);
        return index;
    }

    private HeadGraph? LowerHead(HeadSpec head)
    {
        var taps = Taps(head).Select(tap => Resolve(head, tap)).ToList();
        if (taps.Any(t => t is null))
            return null;
        var owned = Owned(taps.OfType<Stage>());
        switch (head)
        {
            case FcnHeadSpec fcn:
                CheckSkips(fcn, taps.OfType<Stage>().ToList());
                return new FcnGraph(fcn, owned, taps[0]!, taps.Skip(1).OfType<Stage>().ToList());
            case SsdHeadSpec ssd:
                CheckBoxes(ssd);
                return new SsdGraph(ssd, owned, ssd.Maps.Select((map, i) => new DetectionMap(map, taps[i]!)).ToList());
            default:
                throw new InvalidOperationException($"No such head: {head.GetType()}");
        }
    }

    private Stage? Resolve(HeadSpec head, StageRef tap)
    {
        if (trunk.Find(s => tap.Names(s.Spec)) is { } stage)
            return stage;
        if (!branches.TryGetValue(tap.Enum, out var branch) || branch.FirstOrDefault(s => tap.Names(s.Spec)) is not { } found)
        {
            ReportUnknown(tap, trunk.Concat(branches.Values.SelectMany(b => b)));
            return null;
        }
        if (owners[tap.Enum] is var owner && owner != head)
        {
            Report(Descriptors.InvisibleTap, tap.Origin, tap.Display, owner.Name, head.Name);
            return null;
        }
        return found;
    }

    /// <summary>The stages after the split that the taps need, in the order in which they are computed.</summary>
    private List<Stage> Owned(IEnumerable<Stage> taps)
    {
        var shared = trunk.Take(split + 1).ToList();
        var needed = taps.SelectMany(tap => tap.Path()).Where(stage => !shared.Contains(stage)).ToList();
        return trunk.Concat(spec.Branches.SelectMany(b => branches[b.Enum])).Where(needed.Contains).ToList();
    }

    private void CheckSkips(FcnHeadSpec fcn, IReadOnlyList<Stage> taps)
    {
        for (var i = 1; i < taps.Count; i++)
        {
            var (coarse, skip) = (taps[i - 1], taps[i]);
            var fault = !coarse.Path().Contains(skip) || skip == coarse ? "a skip comes from an earlier stage on the way to the tap"
                : !IsMultiple(skip.Output.Height, coarse.Output.Height) || !IsMultiple(skip.Output.Width, coarse.Output.Width)
                    ? "its side must be a whole multiple, up to rounding"
                    : null;
            if (fault is not null)
                Report(Descriptors.SkipOrder, fcn.Skips[i - 1].Origin, skip.Spec.Display, Side(skip), Side(coarse), coarse.Spec.Display, fault);
        }
    }

    /// <summary>Whether halving, or dividing by three ..., with rounding up leads from one side to the other.</summary>
    private static bool IsMultiple(int fine, int coarse)
    {
        var ratio = (int)Math.Round((double)fine / coarse);
        return ratio >= 1 && (fine + ratio - 1) / ratio == coarse;
    }

    private void CheckBoxes(SsdHeadSpec ssd)
    {
        foreach (var map in ssd.Maps)
        {
            var largest = map.Shapes.Max(s => Math.Min(s.Width, s.Height));
            var side = Math.Max(spec.Width, spec.Height);
            if (largest > 2 * side)
                Report(Descriptors.BoxSize, map.Origin, "The largest default box", largest, $"at most {Text.Number(2 * side)}, twice the image");
        }
    }

    private void ReportUnknown(StageRef stage, IEnumerable<Stage> known) =>
        Report(Descriptors.UnknownTap, stage.Origin, stage.Display, string.Join(", ", known.Select(s => s.Spec.Display)));

    private static string Side(Stage stage) => $"{Text.Number(stage.Output.Width)}x{Text.Number(stage.Output.Height)}";

    private void Report(Fault fault, Place place, string where) =>
        Report(fault.Rule, place[fault.Argument], [where, .. fault.Details]);

    private void Report(DiagnosticDescriptor rule, Origin origin, params object[] arguments) => findings.Add(new(rule, origin, arguments));
}
