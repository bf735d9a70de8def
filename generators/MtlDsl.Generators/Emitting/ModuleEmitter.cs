using System;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the TorchSharp modules of the trunk, the heads and their blocks.</summary>
internal static class ModuleEmitter
{
    private const string Maps = "TrunkModule.Maps";

    public static void WriteBlocks(CodeWriter writer, Network network)
    {
        var isFirst = true;
        foreach (var block in network.BlockKinds)
        {
            if (!isFirst)
                writer.Line();
            block.WriteTorchClass(writer);
            isFirst = false;
        }
    }

    public static void WriteTrunk(CodeWriter writer, Network network)
    {
        var stages = new StageWriter(network.Trunk);
        writer.Summary($"The shared trunk, {network.Spec.Trunk.Name}: {Describe(network.TrunkCost)}. Its parameters carry the names of the published weights.");
        using var body = writer.Line(SourceFile.GeneratedCode)
            .Open($"public sealed class TrunkModule : {TorchNames.Nn}.Module<{TorchNames.Tensor}, {Maps}>");
        stages.WriteFields(writer);
        writer.Line();
        writer.Summary("Makes the trunk with He's initialisation.");
        using (writer.Open("public TrunkModule() : base(nameof(TrunkModule))"))
        {
            stages.WriteConstruction(writer);
            stages.WriteRegistration(writer);
            writer.Line("global::MtlDsl.Training.Initialization.He(this);");
        }
        writer.Line();
        WriteMaps(writer, network);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"public override Maps forward({TorchNames.Tensor} image)"))
        {
            writer.Line($"using var scope = {TorchNames.Torch}.NewDisposeScope();");
            stages.WriteForward(writer, _ => "image");
            writer.Line($"return new Maps({string.Join(", ", network.SharedMaps.Select(m => $"{m.Variable}.MoveToOuterDisposeScope()"))});");
        }
        writer.Line().Line("/// <inheritdoc/>").Line(TorchNames.NoReflection);
    }

    private static void WriteMaps(CodeWriter writer, Network network)
    {
        writer.Summary("The maps that the heads read.");
        foreach (var map in network.SharedMaps)
            writer.Line($"/// <param name=\"{map.Spec.Member}\">N x {map.Output.Channels} x {map.Output.Height} x {map.Output.Width}.</param>");
        writer.Line($"public sealed record Maps({string.Join(", ", network.SharedMaps.Select(m => $"{TorchNames.Tensor} {Text.Identifier(m.Spec.Member)}"))});");
    }

    public static void WriteHead(CodeWriter writer, HeadGraph head)
    {
        switch (head)
        {
            case FcnGraph fcn:
                WriteHead(writer, fcn, TorchNames.Tensor, "Class scores at the size of the image", () => WriteFcnForward(writer, fcn));
                break;
            case SsdGraph ssd:
                WriteHead(writer, ssd, "global::MtlDsl.Training.DetectionOutput", "Class scores and offsets of the default boxes", () => WriteSsdForward(writer, ssd));
                break;
            default:
                throw new InvalidOperationException($"No such head: {head.GetType()}");
        }
    }

    private static void WriteHead(CodeWriter writer, HeadGraph head, string output, string gives, Action writeForward)
    {
        var stages = new StageWriter(head.Owned);
        var scales = head is SsdGraph ssd ? ssd.Maps.Where(m => m.Spec.L2Norm > 0).ToList() : [];
        writer.Summary($"The head {head.Spec.Name}: {Describe(head.Cost)}. {gives}.");
        using var body = writer.Line(SourceFile.GeneratedCode)
            .Open($"public sealed class {head.Spec.ModuleClass} : {TorchNames.Nn}.Module<{Maps}, {output}>");
        stages.WriteFields(writer);
        foreach (var scale in scales)
            writer.Line($"private readonly {TorchNames.Modules}.Parameter {SsdGraph.ScaleName(scale)};");
        foreach (var (name, conv, _) in head.Predictors)
            writer.Line($"private readonly {conv.TorchType} {name};");
        writer.Line();
        writer.Summary("Makes the head; its predictors start near zero, so that a large map cannot upset the first steps.");
        using (writer.Open($"public {head.Spec.ModuleClass}() : base(nameof({head.Spec.ModuleClass}))"))
        {
            stages.WriteConstruction(writer);
            foreach (var scale in scales)
                writer.Line($"{SsdGraph.ScaleName(scale)} = new {TorchNames.Modules}.Parameter({TorchNames.Torch}.full({Text.Number(scale.Tap.Output.Channels)}, {Text.Float(scale.Spec.L2Norm)}));")
                    .Line($"{SsdGraph.ScaleName(scale)}.DetachFromDisposeScope();");
            foreach (var (name, conv, _) in head.Predictors)
                writer.Line($"{name} = {conv.TorchNew};");
            stages.WriteRegistration(writer);
            foreach (var scale in scales)
                writer.Line($"register_parameter({Text.Literal(SsdGraph.ScaleName(scale))}, {SsdGraph.ScaleName(scale)});");
            foreach (var (name, _, _) in head.Predictors)
                writer.Line($"register_module({Text.Literal(name)}, {name});");
            writer.Line("global::MtlDsl.Training.Initialization.He(this);");
            writer.Line($"global::MtlDsl.Training.Initialization.{(head is FcnGraph ? "Zero" : "NearZero")}({string.Join(", ", head.Predictors.Select(p => p.Name))});");
        }
        writer.Line().Line("/// <inheritdoc/>");
        using (writer.Open($"public override {output} forward({Maps} maps)"))
        {
            writer.Line($"using var scope = {TorchNames.Torch}.NewDisposeScope();");
            stages.WriteForward(writer, stage => MapLocals.SharedMap(stage!));
            writeForward();
        }
        writer.Line().Line("/// <inheritdoc/>").Line(TorchNames.NoReflection);
    }

    private static void WriteFcnForward(CodeWriter writer, FcnGraph fcn)
    {
        writer.Line($"var scores = {FcnGraph.ScoreName(fcn.Tap)}.call({fcn.Read(fcn.Tap)});");
        foreach (var skip in fcn.Skips)
            writer.Line($"scores = {Enlarged(skip.Output.Height, skip.Output.Width)} + {FcnGraph.ScoreName(skip)}.call({fcn.Read(skip)});");
        var image = fcn.Taps.Last().Path().Last().Input;
        writer.Line($"scores = {Enlarged(image.Height, image.Width)};");
        writer.Line("return scores.MoveToOuterDisposeScope();");
    }

    private static string Enlarged(int height, int width) =>
        $"{TorchNames.Functional}.interpolate(scores, size: [{Text.Number(height)}, {Text.Number(width)}], mode: {TorchNames.Torch}.InterpolationMode.Bilinear, align_corners: false)";

    private static void WriteSsdForward(CodeWriter writer, SsdGraph ssd)
    {
        var maps = ssd.Maps.Select(map => (Map: map, Local: ssd.Read(map))).ToList();
        foreach (var (map, local) in maps.Where(m => m.Map.Spec.L2Norm > 0))
            writer.Line($"var {local} = {TorchNames.Functional}.normalize({ssd.Read(map.Tap)}, dim: 1) * {SsdGraph.ScaleName(map)}.view(1, -1, 1, 1);");
        writer.Line("return global::MtlDsl.Training.DetectionOutput.Of(");
        using (writer.Indent())
        {
            writer.Line($"{Text.Number(ssd.Ssd.ScoreClasses)},");
            for (var i = 0; i < maps.Count; i++)
                writer.Line($"({SsdGraph.ConfidenceName(maps[i].Map)}.call({maps[i].Local}), {SsdGraph.LocationName(maps[i].Map)}.call({maps[i].Local})){(i < maps.Count - 1 ? "," : ").MoveToOuterDisposeScope();")}");
        }
    }

    private static string Describe(Cost cost) => System.FormattableString.Invariant(
        $"{cost.Parameters / 1e6:0.00} million parameters, {cost.MultiplyAdds / 1e9:0.00} billion multiply-adds an image");
}
