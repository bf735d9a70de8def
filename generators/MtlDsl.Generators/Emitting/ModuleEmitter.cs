using System;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;
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
        writer.Summary($"The shared trunk, {network.Spec.Trunk.Name}: {ArchitectureDocs.Describe(network.TrunkCost)}.{(network.Spec.Trunk.Names == ParameterNames.Stages ? "" : " Its parameters carry the names of the published weights.")}");
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

    public static void WriteHead(CodeWriter writer, HeadGraph head)
    {
        var stages = new StageWriter(head.Owned);
        var modules = head.Layers.Where(layer => layer.IsModule).ToList();
        writer.Summary($"The head {head.Spec.Name}: {ArchitectureDocs.Describe(head.Cost)}. Gives {head.Gives}.");
        using var body = writer.Line(SourceFile.GeneratedCode)
            .Open($"public sealed class {head.Spec.ModuleClass} : {TorchNames.Nn}.Module<{Maps}, {head.Spec.Types.Output}>");
        stages.WriteFields(writer);
        foreach (var layer in modules)
            writer.Line($"private readonly {layer.Component.TorchType} {layer.Name};");
        writer.Line();
        writer.Summary($"Makes the head with He's initialisation{(head.Start is null ? "" : "; its predictors start near zero, so that a large map cannot upset the first steps")}.");
        using (writer.Open($"public {head.Spec.ModuleClass}() : base(nameof({head.Spec.ModuleClass}))"))
        {
            stages.WriteConstruction(writer);
            foreach (var layer in modules)
                writer.Lines($"{layer.Name} = {layer.Component.TorchNew};");
            stages.WriteRegistration(writer);
            foreach (var layer in modules)
                writer.Line($"register_module({Text.Literal(layer.Name)}, {layer.Name});");
            writer.Line("global::MtlDsl.Training.Initialization.He(this);");
            if (head.Start is var (method, started))
                writer.Line($"global::MtlDsl.Training.Initialization.{method}({string.Join(", ", started.Select(layer => layer.Name))});");
        }
        writer.Line().Line("/// <inheritdoc/>");
        using (writer.Open($"public override {head.Spec.Types.Output} forward({Maps} maps)"))
        {
            writer.Line($"using var scope = {TorchNames.Torch}.NewDisposeScope();");
            stages.WriteForward(writer, stage => stage!.SharedMap);
            head.WriteForward(writer);
        }
        writer.Line().Line("/// <inheritdoc/>").Line(TorchNames.NoReflection);
    }

    private static void WriteMaps(CodeWriter writer, Network network)
    {
        writer.Summary("The maps that the heads read.");
        foreach (var map in network.SharedMaps)
            writer.Line($"/// <param name=\"{map.Spec.Member}\">N x {Text.Number(map.Output.Channels)} x {Text.Number(map.Output.Height)} x {Text.Number(map.Output.Width)}.</param>");
        writer.Line($"public sealed record Maps({string.Join(", ", network.SharedMaps.Select(m => $"{TorchNames.Tensor} {Text.Identifier(m.Spec.Member)}"))});");
    }
}
