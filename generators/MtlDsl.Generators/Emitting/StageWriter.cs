using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Emitting;

/// <summary>
/// Writes the stages of a module: fields, construction, registration and forward. A container that holds one whole stage is called as a
/// whole; one that runs through several stages is called member by member.
/// </summary>
internal sealed class StageWriter
{
    private readonly IReadOnlyList<Stage> stages;
    private readonly List<Container> containers;
    private readonly HashSet<string> locals;
    private bool hasTemporary;

    public StageWriter(IReadOnlyList<Stage> stages)
    {
        this.stages = stages;
        locals = new(stages.Select(s => s.Variable), StringComparer.Ordinal);
        containers = stages.SelectMany(stage => stage.Units.Where(u => u.Path is not null).Select(unit => (Stage: stage, Unit: unit)))
            .GroupBy(x => x.Unit.Path!.Split('.')[0], StringComparer.Ordinal)
            .Where(group => group.Any(x => NeedsModule(x.Unit)))
            .Select(group => new Container(
                group.Key,
                group.Select(x => x.Unit).ToList(),
                IsSingle: group.First().Unit.Path == group.Key,
                IsStage: group.All(x => x.Stage == group.First().Stage) && group.Count() == group.First().Stage.Units.Count))
            .ToList();
    }

    private string Temporary => locals.Contains("x") ? "map" : "x";

    public void WriteFields(CodeWriter writer)
    {
        foreach (var container in containers)
        {
            writer.Line($"private readonly {(container.IsSingle ? container.Units[0].Component.TorchType : $"{TorchNames.Modules}.Sequential")} {Text.Own(container.Name)};");
            if (container.ByMember)
                foreach (var unit in container.Units.Where(NeedsModule))
                    writer.Line($"private readonly {unit.Component.TorchType} {Member(unit)};");
        }
    }

    public void WriteConstruction(CodeWriter writer)
    {
        foreach (var container in containers)
            if (container.IsSingle)
                writer.Lines($"{Text.Own(container.Name)} = {container.Units[0].Component.TorchNew};");
            else if (container.ByMember)
            {
                foreach (var unit in container.Units.Where(NeedsModule))
                    writer.Lines($"{Member(unit)} = {unit.Component.TorchNew};");
                WriteSequential(writer, container, Member);
            }
            else
                WriteSequential(writer, container, unit => unit.Component.TorchNew.Replace("\n", "\n    "));
    }

    public void WriteRegistration(CodeWriter writer)
    {
        foreach (var container in containers)
            writer.Line($"register_module({Text.Literal(container.Name)}, {Text.Own(container.Name)});");
    }

    /// <summary>Writes the statements that compute every stage into a local of its name.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="read">How a stage that another part computes is read.</param>
    public void WriteForward(CodeWriter writer, Func<Stage?, string> read)
    {
        foreach (var stage in stages)
        {
            var x = stage.Source is { } source && stages.Contains(source) ? source.Variable : read(stage.Source);
            var calls = Calls(stage).ToList();
            for (var i = 0; i < calls.Count; i++)
            {
                var isLast = i == calls.Count - 1;
                writer.Line($"{(isLast ? $"var {stage.Variable}" : hasTemporary ? Temporary : $"var {Temporary}")} = {calls[i](x)};");
                hasTemporary |= !isLast;
                x = Temporary;
            }
        }
    }

    private IEnumerable<Func<string, string>> Calls(Stage stage)
    {
        if (containers.FirstOrDefault(c => c.IsStage && !c.IsSingle && c.Units[0] == stage.Units[0]) is { } whole)
        {
            yield return x => $"{Field(whole.Name)}.call({x})";
            yield break;
        }
        foreach (var unit in stage.Units)
            yield return x => unit.Component.TorchFunction(x) ?? $"{Field(unit.Path!.Contains('.') ? Member(unit) : unit.Path!)}.call({x})";
    }

    private string Field(string name) => Text.Own(name) is var own && locals.Contains(own) ? $"this.{own}" : own;

    private static string Member(Unit unit) => unit.Path!.Replace(".", "");

    private static bool NeedsModule(Unit unit) => unit.Component.TorchFunction("x") is null;

    private static void WriteSequential(CodeWriter writer, Container container, Func<Unit, string> module)
    {
        var children = container.Units.Where(u => container.IsStage || NeedsModule(u))
            .Select(unit => $"    ({Text.Literal(unit.Path!.Split('.')[1])}, {module(unit)})");
        writer.Lines($"{Text.Own(container.Name)} = {TorchNames.Nn}.Sequential(\n{string.Join(",\n", children)});");
    }

    private sealed record Container(string Name, IReadOnlyList<Unit> Units, bool IsSingle, bool IsStage)
    {
        public bool ByMember => !IsSingle && !IsStage;
    }
}
