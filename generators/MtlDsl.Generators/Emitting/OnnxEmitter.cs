using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the ONNX export. It walks the same graph as the modules do.</summary>
internal static class OnnxEmitter
{
    private const string Maps = "OnnxMaps";

    public static void WriteExport(CodeWriter writer, string name, Network network)
    {
        writer.Summary($"Writes {name} as ONNX, with batch norms folded. It needs the weights only, not the module.");
        writer.Line("/// <param name=\"weights\">The network's weights by the names of its state dict.</param>");
        writer.Line("/// <param name=\"options\">Opset and batch; the defaults if not given.</param>");
        writer.Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"public static {OnnxNames.Model} ToOnnx({OnnxNames.Weights} weights, {OnnxNames.Options}? options = null)");
        writer.Line($"var graph = new {OnnxNames.Graph}({Text.Literal(name)}, weights, options ?? new {OnnxNames.Options}());");
        writer.Line($"var image = graph.Input(global::MtlDsl.Architecture.InputName, 3, {Text.Number(network.Spec.Height)}, {Text.Number(network.Spec.Width)});");
        writer.Line("var maps = TrunkOnnx(graph, image);");
        foreach (var head in network.Heads)
            writer.Line($"{head.Spec.Name}Onnx(graph, maps, {string.Join(", ", ArchitectureEmitter.OutputNames(head, network.Heads))});");
        writer.Line("return graph.Build(Architecture);");
    }

    public static void WriteBlocks(CodeWriter writer, Network network)
    {
        foreach (var block in network.BlockKinds)
        {
            block.WriteOnnxMethod(writer);
            writer.Line();
        }
    }

    public static void WriteParts(CodeWriter writer, Network network)
    {
        WriteTrunk(writer, network);
        foreach (var head in network.Heads)
        {
            writer.Line();
            WriteHead(writer, head);
        }
        writer.Line();
        writer.Summary("The maps that the heads read.");
        writer.Line($"private readonly record struct {Maps}({string.Join(", ", network.SharedMaps.Select(m => $"{OnnxNames.Value} {Text.Identifier(m.Spec.Member)}"))});");
    }

    private static void WriteTrunk(CodeWriter writer, Network network)
    {
        using var body = writer.Open($"private static {Maps} TrunkOnnx({OnnxNames.Graph} graph, {OnnxNames.Value} image)");
        WriteStages(writer, network.Trunk, NamePath.Root("trunk"), _ => "image");
        writer.Line($"return new {Maps}({string.Join(", ", network.SharedMaps.Select(m => m.Variable))});");
    }

    private static void WriteHead(CodeWriter writer, HeadGraph head)
    {
        var root = NamePath.Root(head.Spec.Prefix);
        using var body = writer.Open(
            $"private static void {head.Spec.Name}Onnx({OnnxNames.Graph} graph, {Maps} maps, {string.Join(", ", head.OutputVariables.Select(v => $"string {v}"))})");
        WriteStages(writer, head.Owned, root, stage => stage!.SharedMap);
        head.WriteOnnx(writer, root);
    }

    private static void WriteStages(CodeWriter writer, IReadOnlyList<Stage> stages, NamePath root, Func<Stage?, string> read)
    {
        var hasTemporary = false;
        foreach (var stage in stages)
        {
            var x = stage.Source is { } source && stages.Contains(source) ? source.Variable : read(stage.Source);
            var steps = Chain.OnnxSteps(stage.Units.Select(u => new Child(u.Path, u.Component)).ToList(), root);
            // What is for training alone leaves the map as it is.
            if (steps.Count == 0)
                writer.Line($"var {stage.Variable} = {x};");
            for (var i = 0; i < steps.Count; i++)
            {
                var isLast = i == steps.Count - 1;
                writer.Line($"{(isLast ? $"var {stage.Variable}" : hasTemporary ? "x" : "var x")} = {steps[i](x)};");
                hasTemporary |= !isLast;
                x = "x";
            }
        }
    }
}
