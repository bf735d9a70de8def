using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Heads;
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
    private readonly BlockNames blocks;
    private readonly List<Stage> trunk;
    private readonly List<Stage> branched = [];
    private readonly Dictionary<string, HeadSpec> owners = new(StringComparer.Ordinal);
    private readonly int split;

    private Lowering(ModelSpec spec)
    {
        this.spec = spec;
        blocks = new(spec.TakenNames);
        trunk = LowerStages(spec.Trunk, null, Image);
        split = Split();
        foreach (var branch in InOrder())
            LowerBranch(branch);
        foreach (var branch in spec.Branches)
            if (spec.Heads.OrderByDescending(head => head.Taps.Count(tap => IsOn(tap.Enum, branch.Enum))).FirstOrDefault() is { } owner)
                owners[branch.Enum] = owner;
    }

    private Shape Image => new(3, spec.Height, spec.Width);

    private IEnumerable<Stage> AllStages => trunk.Concat(branched);

    /// <summary>The network, and what is wrong with it; null where a mistake leaves no network.</summary>
    public static (Network? Network, IReadOnlyList<Finding> Findings) Lower(ModelSpec spec)
    {
        var lowering = new Lowering(spec);
        if (lowering.HasErrors)
            return (null, lowering.findings);
        var heads = spec.Heads.Select(lowering.LowerHead).OfType<HeadGraph>().ToList();
        if (lowering.HasErrors)
            return (null, lowering.findings);
        var network = new Network(spec, lowering.SharedTrunk(heads), heads);
        lowering.CheckNames(network);
        lowering.findings.AddRange(GraphRules.Check(network));
        return (lowering.HasErrors ? null : network, lowering.findings);
    }

    /// <summary>Stages that one module computes or reads need names of their own, for its parameters are named by them.</summary>
    private void CheckNames(Network network)
    {
        foreach (var part in network.Heads.Select(head => head.Owned.Concat(head.Taps).Distinct()).Prepend(network.Trunk))
            foreach (var group in part.GroupBy(stage => stage.Field, StringComparer.Ordinal).Where(g => g.Count() > 1 || g.Key == "image"))
                if (findings.All(f => f.Origin != group.Last().Spec.Origin))
                    Report(Descriptors.SharedStageName, group.Last().Spec.Origin, group.Last().Spec.Display, group.Count() > 1 ? $"'{group.First().Spec.Display}'" : "the network's input", group.Key);
    }

    private bool HasErrors => findings.Any(f => f.IsError);

    /// <summary>The trunk up to the split, or to the last stage that a head needs where that is earlier.</summary>
    private IReadOnlyList<Stage> SharedTrunk(IReadOnlyList<HeadGraph> heads)
    {
        var needed = heads.SelectMany(head => head.Taps).SelectMany(tap => tap.Path()).ToList();
        var last = trunk.FindLastIndex(split, stage => needed.Contains(stage));
        foreach (var stage in trunk.Skip(last + 1).Where(stage => !needed.Contains(stage)))
            Report(Descriptors.UnusedStage, spec.Trunk.Origin, stage.Spec.Display, spec.Type.Name);
        return trunk.Take(last + 1).ToList();
    }

    /// <summary>The branches, each after the one that it starts from; those that start from each other in a circle are left out and reported.</summary>
    private List<StageListSpec> InOrder()
    {
        var ordered = new List<StageListSpec>();
        var waiting = spec.Branches.ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(b => waiting.All(other => other.Enum != b.After?.Enum)).ToList();
            if (ready.Count == 0)
            {
                var circle = Circle(waiting[0]);
                Report(Descriptors.BranchCircle, circle[0].After!.Origin, circle[0].Name, string.Join(" -> ", circle.Append(circle[0]).Select(b => b.Name)));
                break;
            }
            ordered.AddRange(ready);
            waiting.RemoveAll(ready.Contains);
        }
        return ordered;
    }

    /// <summary>The circle that a branch which never comes to the trunk ends in.</summary>
    private List<StageListSpec> Circle(StageListSpec branch)
    {
        var path = new List<StageListSpec>();
        for (; !path.Contains(branch); branch = spec.Branches.First(b => b.Enum == branch.After!.Enum))
            path.Add(branch);
        return path.Skip(path.IndexOf(branch)).ToList();
    }

    /// <summary>Whether a branch is another one or starts, over any number of branches, from it.</summary>
    private bool IsOn(string branch, string other)
    {
        for (var i = 0; i <= spec.Branches.Count; i++)
        {
            if (branch == other)
                return true;
            if (spec.Branches.FirstOrDefault(b => b.Enum == branch)?.After is not { } after)
                return false;
            branch = after.Enum;
        }
        return false;
    }

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
                    Report(Descriptors.SlowChannels, layer.Place[argument], stageSpec.Display, shape.Channels, shape.Channels + FastChannels - shape.Channels % FastChannels);
            }
            var stage = new Stage(stageSpec, source, units, input, shape);
            stages.Add(stage);
            (source, input) = (stage, shape);
        }
        return stages;
    }

    private void LowerBranch(StageListSpec branch)
    {
        var start = branch.After is { } after
            ? AllStages.FirstOrDefault(s => after.Names(s.Spec))
            : null;
        if (start is not null)
            branched.AddRange(LowerStages(branch, start, start.Output));
        else if (!HasErrors)
            Report(Descriptors.BranchStart, branch.After?.Origin ?? branch.Origin, branch.Name, spec.Trunk.Name, branch.After?.Display ?? "nothing");
    }

    private int Split()
    {
        if (spec.Split is not { } reference)
            return trunk.Count - 1;
        var index = trunk.FindIndex(s => reference.Names(s.Spec));
        if (index < 0 && !HasErrors)
            ReportUnknown(reference, trunk);
        return index;
    }

    private HeadGraph? LowerHead(HeadSpec head)
    {
        var taps = head.Taps.Select(tap => Resolve(head, tap)).OfType<Stage>().ToList();
        if (taps.Count < head.Taps.Count())
            return null;
        if (head is ISkipping skipping)
            CheckSkips(skipping, taps);
        return head.Build(Owned(taps), taps, Image);
    }

    private Stage? Resolve(HeadSpec head, StageRef tap)
    {
        if (trunk.Find(s => tap.Names(s.Spec)) is { } stage)
            return stage;
        if (branched.Find(s => tap.Names(s.Spec)) is not { } found)
        {
            ReportUnknown(tap, AllStages);
            return null;
        }
        var passed = found.Path().Select(s => s.Spec.Enum).Where(owners.ContainsKey);
        if (passed.Select(branch => owners[branch]).FirstOrDefault(owner => owner != head) is { } other)
        {
            Report(Descriptors.InvisibleTap, tap.Origin, tap.Display, other.Name, head.Name);
            return null;
        }
        return found;
    }

    /// <summary>The stages after the split that the taps need, in the order in which they are computed.</summary>
    private List<Stage> Owned(IEnumerable<Stage> taps)
    {
        var shared = trunk.Take(split + 1).ToList();
        var needed = taps.SelectMany(tap => tap.Path()).Where(stage => !shared.Contains(stage)).ToList();
        return AllStages.Where(needed.Contains).ToList();
    }

    private void CheckSkips(ISkipping head, IReadOnlyList<Stage> taps)
    {
        for (var i = 1; i < taps.Count; i++)
        {
            var (coarse, skip) = (taps[i - 1], taps[i]);
            var fault = !coarse.Path().Contains(skip) || skip == coarse ? "a skip comes from an earlier stage on the way to the tap"
                : !IsMultiple(skip.Output.Height, coarse.Output.Height) || !IsMultiple(skip.Output.Width, coarse.Output.Width)
                    ? "its side must be a whole multiple, up to rounding"
                    : null;
            if (fault is not null)
                Report(Descriptors.SkipOrder, head.Skips[i - 1].Origin, skip.Spec.Display, Side(skip), Side(coarse), coarse.Spec.Display, fault);
        }
    }

    /// <summary>Whether halving, or dividing by three ..., with rounding up leads from one side to the other.</summary>
    private static bool IsMultiple(int fine, int coarse)
    {
        var ratio = (int)Math.Round((double)fine / coarse);
        return ratio >= 1 && (fine + ratio - 1) / ratio == coarse;
    }

    private void ReportUnknown(StageRef stage, IEnumerable<Stage> known) =>
        Report(Descriptors.UnknownTap, stage.Origin, stage.Display, string.Join(", ", known.Select(s => s.Spec.Display)));

    private static string Side(Stage stage) => $"{Text.Number(stage.Output.Width)}x{Text.Number(stage.Output.Height)}";

    private void Report(Fault fault, Place place, string where)
    {
        var given = fault.Argument is null || place.Gives(fault.Argument) ? fault : fault.WhereNotGiven;
        Report(given.Rule, place[given.Argument], [where, .. given.Details]);
    }

    private void Report(DiagnosticDescriptor rule, Origin origin, params object[] arguments) => findings.Add(new(rule, origin, arguments));
}
