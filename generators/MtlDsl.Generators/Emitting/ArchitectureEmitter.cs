using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the constant description of a network, which trainer, exporter and predictor read.</summary>
internal static class ArchitectureEmitter
{
    public static void WriteArchitecture(CodeWriter writer, Network network, string name)
    {
        var (spec, heads) = (network.Spec, network.Heads);
        writer.Summary($"What is known of {name} at build time.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line("public static global::MtlDsl.Architecture Architecture { get; } = new(");
        using var body = writer.Indent();
        writer.Line($"{Text.Literal(name)},");
        writer.Line($"new global::MtlDsl.Vision.PixelSize({Text.Number(spec.Width)}, {Text.Number(spec.Height)}),");
        writer.Line($"global::MtlDsl.PixelNormalization.{spec.Normalization},");
        writer.Line("[");
        using (writer.Indent())
            foreach (var head in heads)
                WriteHead(writer, network, head, heads);
        writer.Line("],").Line("[");
        using (writer.Indent())
        {
            foreach (var stage in network.Trunk)
                WriteTap(writer, stage, "Trunk", heads, network.Trunk, "trunk");
            foreach (var head in heads)
                foreach (var stage in head.Owned)
                    WriteTap(writer, stage, head.Spec.Name, [head], head.Owned, head.Spec.Prefix);
        }
        writer.Line("],").Line("[");
        using (writer.Indent())
        {
            WritePart(writer, "Trunk", network.TrunkCost);
            foreach (var head in heads)
                WritePart(writer, head.Spec.Name, head.Cost);
        }
        writer.Line("]);");
    }

    /// <summary>The names of a head's ONNX outputs: the study's, with the head's name before them where several heads are of one kind.</summary>
    public static IEnumerable<string> OutputNames(HeadGraph head, IReadOnlyList<HeadGraph> heads)
    {
        var prefix = heads.Count(h => h.GetType() == head.GetType()) > 1 ? head.Spec.Prefix + "_" : "";
        return head.Spec.OutputNames.Select(name => Text.Literal(prefix + name));
    }

    private static void WriteHead(CodeWriter writer, Network network, HeadGraph head, IReadOnlyList<HeadGraph> heads)
    {
        writer.Line($"new {head.Spec.DescriptionType}(");
        using var body = writer.Indent();
        writer.Line($"{Text.Literal(head.Spec.Name)},");
        if (head.Spec.Classes.Members.Count > 0)
        {
            writer.Line("[");
            using (writer.Indent())
                foreach (var member in head.Spec.Classes.Members)
                    writer.Line($"new global::MtlDsl.ClassInfo({Text.Literal(member.Name)}, new global::MtlDsl.Vision.Rgb({Text.Number(member.R)}, {Text.Number(member.G)}, {Text.Number(member.B)})),");
            writer.Line("],");
        }
        writer.Lines(string.Join(",\n", head.DescriptionArguments(string.Join(", ", OutputNames(head, heads)), network.Image)) + "),");
    }

    /// <param name="part">The stages of the part that holds this one.</param>
    /// <param name="prefix">What the part's module is registered by.</param>
    private static void WriteTap(
        CodeWriter writer, Stage stage, string owner, IReadOnlyList<HeadGraph> heads, IReadOnlyList<Stage> part, string prefix)
    {
        var (map, source) = (stage.Output, stage.Source is { } before ? Text.Literal(before.Spec.Display) : "null");
        var readers = string.Join(", ", heads.Where(head => head.Taps.Contains(stage)).Select(head => Reader(head, stage)));
        var modules = string.Join(", ", stage.Modules(part).Select(module => Text.Literal($"{prefix}.{module}")));
        writer.Line($"new global::MtlDsl.TapInfo({Text.Literal(stage.Spec.Display)}, {Text.Literal(owner)}, {source}, {Text.Number(map.Channels)}, {Text.Number(map.Height)}, {Text.Number(map.Width)}, Stride: {Text.Number(stage.Stride)}, ReceptiveField: {Text.Number(stage.ReceptiveField)}, [{readers}], {Cost(stage.Cost)}, [{modules}]),");
    }

    private static string Reader(HeadGraph head, Stage stage)
    {
        var boxes = head.DefaultBoxes(stage);
        return $"new({Text.Literal(head.Spec.Name)}{(boxes > 0 ? $", DefaultBoxes: {boxes}" : "")})";
    }

    private static void WritePart(CodeWriter writer, string name, Cost cost) =>
        writer.Line($"new global::MtlDsl.PartInfo({Text.Literal(name)}, {Cost(cost)}),");

    private static string Cost(Cost cost) =>
        $"new(Parameters: {cost.Parameters}, Statistics: {cost.Statistics}, MultiplyAdds: {cost.MultiplyAdds}, Activations: {cost.Activations}, Operators: {cost.Operators})";
}
