using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the network itself: the declared class, or a twin with one of its heads.</summary>
internal sealed class NetworkEmitter(Network network, string name)
{
    private const string Training = "global::MtlDsl.Training", List = "global::System.Collections.Generic.IReadOnlyList";

    private readonly IReadOnlyList<HeadGraph> heads = network.Heads;

    private IReadOnlyList<HeadTypes> Types => [.. heads.Select(h => h.Spec.Types)];

    /// <summary>What the class derives from and implements.</summary>
    /// <param name="global">The class's own <c>global::</c> name.</param>
    /// <param name="capabilities">What the project can use.</param>
    public static string BaseTypes(string global, Capabilities capabilities)
    {
        var bases = new List<string>();
        if (capabilities.Training)
            bases.AddRange([$"{TorchNames.Nn}.Module<{TorchNames.Tensor}, {global}.Output>", $"{Training}.IMultitaskModel"]);
        if (capabilities.Onnx)
            bases.Add("global::MtlDsl.Onnx.IOnnxExportable");
        return bases.Count > 0 ? " : " + string.Join(", ", bases) : "";
    }

    public void WriteModule(CodeWriter writer)
    {
        writer.Line("private readonly TrunkModule trunk;");
        foreach (var head in heads)
            writer.Line($"private readonly {head.Spec.ModuleClass} {head.Spec.Field};");
        writer.Line();
        writer.Summary("Makes the network with He's initialisation; load weights to start from a trained trunk.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Open($"public {Text.Identifier(name)}() : base(nameof({Text.Identifier(name)}))"))
        {
            writer.Line("trunk = new TrunkModule();");
            foreach (var head in heads)
                writer.Line($"{head.Spec.Field} = new {head.Spec.ModuleClass}();");
            writer.Line("register_module(\"trunk\", trunk);");
            foreach (var head in heads)
                writer.Line($"register_module({Text.Literal(head.Spec.Prefix)}, {head.Spec.Field});");
        }
        writer.Line();
        writer.Summary("The trunk.");
        writer.Line(SourceFile.GeneratedCode).Line("public TrunkModule Trunk => trunk;").Line();
        WriteForward(writer);
        writer.Line().Line("/// <inheritdoc/>").Line(TorchNames.NoReflection).Line();
        WriteInterface(writer);
        writer.Line();
        TypesEmitter.WriteOutput(writer, Types, head => $"{Of(head).Gives}.");
    }

    public void WriteLosses(CodeWriter writer)
    {
        writer.Summary("Compares the outputs for a batch with its labels; a task without labels has no loss.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line("public static Losses ComputeLosses(Output output, Targets targets) => new(");
        using (writer.Indent())
            for (var i = 0; i < heads.Count; i++)
                writer.Line(LossCall(heads[i].Spec) + (i < heads.Count - 1 ? "," : ");"));
        writer.Line();
        TypesEmitter.WriteTargets(writer, Types);
        writer.Line();
        TypesEmitter.WriteLosses(writer, Types, head => Weight(Of(head).Spec));
    }

    private void WriteForward(CodeWriter writer)
    {
        writer.Line("/// <summary>Runs the network.</summary>");
        writer.Line($"/// <param name=\"image\">N x 3 x {Text.Number(network.Spec.Height)} x {Text.Number(network.Spec.Width)}, float32, normalised.</param>");
        writer.Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"public override Output forward({TorchNames.Tensor} image)");
        writer.Line($"using var scope = {TorchNames.Torch}.NewDisposeScope();");
        writer.Line("var maps = trunk.call(image);");
        writer.Line($"return new Output({string.Join(", ", heads.Select(h => $"{h.Spec.Field}.call(maps).MoveToOuterDisposeScope()"))});");
    }

    private void WriteInterface(CodeWriter writer)
    {
        var model = $"{Training}.IMultitaskModel";
        writer.Line($"global::MtlDsl.Architecture {model}.Architecture => Architecture;").Line();
        writer.Line($"{TorchNames.Nn}.Module {model}.Module => this;").Line();
        writer.Line($"{TorchNames.Nn}.Module {model}.Trunk => trunk;").Line();
        writer.Line($"{List}<{Training}.ParameterGroup> {model}.ParameterGroups =>").Line("[");
        using (writer.Indent())
        {
            writer.Line($"{Training}.ParameterGroup.Of(\"Trunk\", \"trunk\", trunk),");
            foreach (var head in heads)
                writer.Line($"{Training}.ParameterGroup.Of({Text.Literal(head.Spec.Name)}, {Text.Literal(head.Spec.Prefix)}, {head.Spec.Field}),");
        }
        writer.Line("];").Line();
        writer.Line($"{List}<double> {model}.LossWeights => [{string.Join(", ", heads.Select(head => Text.Number(Weight(head.Spec))))}];").Line();
        var tensors = string.Join(", ", heads.SelectMany(h => h.Spec.Tensors($"output.{Text.Identifier(h.Spec.Name)}")));
        using (writer.Open($"{List}<{TorchNames.Tensor}> {model}.Forward({TorchNames.Tensor} images)"))
        {
            writer.Line("var output = call(images);");
            writer.Line($"return [{tensors}];");
        }
        writer.Line();
        using var body = writer.Open($"{List}<{Training}.TaskLoss> {model}.ComputeLosses({Training}.Data.Batch batch, out {List}<{TorchNames.Tensor}> outputs)");
        writer.Line("var output = call(batch.Images);");
        writer.Line($"outputs = [{tensors}];");
        writer.Line("return ComputeLosses(output, Targets.From(batch)).ToList();");
    }

    private HeadGraph Of(HeadTypes head) => heads.First(h => h.Spec.Name == head.Name);

    /// <summary>A single loss is weighted by whoever sums the tasks; several are weighted already.</summary>
    private static double Weight(HeadSpec head) => head.Losses.Count == 1 ? head.Losses[0].Weight : 1;

    /// <summary>One loss as it is; several as their weighted sum, whose weight then is 1.</summary>
    private static string LossCall(HeadSpec head)
    {
        var (member, local) = (Text.Identifier(head.Name), head.Field);
        var output = string.Join(", ", head.Tensors($"output.{member}"));
        var terms = head.Losses.Select(loss => loss.Compute(output, local) + (head.Losses.Count > 1 && loss.Weight != 1 ? $" * {Text.Number(loss.Weight)}" : ""));
        return $"targets.{member} is {{ }} {local} ? {string.Join(" + ", terms)} : null";
    }
}
