using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes the network itself: the declared class, or a twin with one of its heads.</summary>
internal sealed class NetworkEmitter(Network network, string name, IReadOnlyList<HeadGraph> heads)
{
    private const string Training = "global::MtlDsl.Training";

    /// <summary>What the class derives from and implements.</summary>
    public string BaseTypes(string global, Capabilities capabilities)
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
        WriteOutput(writer);
    }

    public void WriteLosses(CodeWriter writer)
    {
        writer.Summary("Compares the outputs for a batch with its labels; a task without labels has no loss.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line("public static Losses ComputeLosses(Output output, Targets targets) => new(");
        using (writer.Indent())
            for (var i = 0; i < heads.Count; i++)
                writer.Line(LossCall(heads[i]) + (i < heads.Count - 1 ? "," : ");"));
        writer.Line();
        writer.Summary("The labels of a batch, a member for each head; null where the task is not labelled.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Open($"public sealed record Targets({string.Join(", ", heads.Select(h => $"{TargetType(h)}? {Text.Identifier(h.Spec.Name)}"))})"))
        {
            writer.Summary("The typed labels of a batch.");
            writer.Line($"public static Targets From({Training}.Data.Batch batch) => new({string.Join(", ", heads.Select((h, i) => $"({TargetType(h)}?)batch.Targets[{Text.Number(i)}]"))});");
        }
        writer.Line();
        writer.Summary("The losses of a batch before weighting, a member for each head; null where the task is not labelled.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Open($"public sealed record Losses({string.Join(", ", heads.Select(h => $"{TorchNames.Tensor}? {Text.Identifier(h.Spec.Name)}"))})"))
        {
            writer.Summary("The losses that there are, with their declared weights.");
            using (writer.Open($"public global::System.Collections.Generic.IReadOnlyList<{Training}.TaskLoss> ToList()"))
            {
                writer.Line($"var losses = new global::System.Collections.Generic.List<{Training}.TaskLoss>();");
                foreach (var head in heads)
                    writer.Line($"if ({Text.Identifier(head.Spec.Name)} is {{ }} {head.Spec.Field}) losses.Add(new {Training}.TaskLoss({Text.Literal(head.Spec.Name)}, {head.Spec.Field}, {Text.Number(LossWeight(head))}));");
                writer.Line("return losses;");
            }
        }
    }

    private void WriteForward(CodeWriter writer)
    {
        writer.Line("/// <summary>Runs the network.</summary>");
        writer.Line($"/// <param name=\"image\">N x 3 x {network.Spec.Height} x {network.Spec.Width}, float32, normalised.</param>");
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
        writer.Line($"global::System.Collections.Generic.IReadOnlyList<{Training}.ParameterGroup> {model}.ParameterGroups =>").Line("[");
        using (writer.Indent())
        {
            writer.Line($"{Training}.ParameterGroup.Of(\"Trunk\", \"trunk\", trunk),");
            foreach (var head in heads)
                writer.Line($"{Training}.ParameterGroup.Of({Text.Literal(head.Spec.Name)}, {Text.Literal(head.Spec.Prefix)}, {head.Spec.Field}),");
        }
        writer.Line("];").Line();
        using (writer.Open($"global::System.Collections.Generic.IReadOnlyList<{TorchNames.Tensor}> {model}.Forward({TorchNames.Tensor} images)"))
        {
            writer.Line("var output = call(images);");
            writer.Line($"return [{string.Join(", ", heads.SelectMany(Outputs))}];");
        }
        writer.Line();
        writer.Line($"global::System.Collections.Generic.IReadOnlyList<{Training}.TaskLoss> {model}.ComputeLosses({Training}.Data.Batch batch) =>");
        using (writer.Indent())
            writer.Line("ComputeLosses(call(batch.Images), Targets.From(batch)).ToList();");
    }

    private void WriteOutput(CodeWriter writer)
    {
        writer.Summary("What the network gives for a batch, a member for each head.");
        foreach (var head in heads)
            writer.Line($"/// <param name=\"{head.Spec.Name}\">{DescribeOutput(head)}</param>");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line($"public sealed record Output({string.Join(", ", heads.Select(h => $"{OutputType(h)} {Text.Identifier(h.Spec.Name)}"))});");
    }

    private string DescribeOutput(HeadGraph head) => head is SsdGraph ssd
        ? $"Scores of {Text.Number(ssd.Ssd.ScoreClasses)} classes and offsets of {ssd.Maps.Sum(m => m.Boxes)} default boxes."
        : $"N x {Text.Number(head.Spec.Classes.Members.Count)} x {Text.Number(network.Spec.Height)} x {Text.Number(network.Spec.Width)}, class scores before the softmax.";

    private static IEnumerable<string> Outputs(HeadGraph head)
    {
        var member = $"output.{Text.Identifier(head.Spec.Name)}";
        return head is SsdGraph ? [$"{member}.Confidences", $"{member}.Locations"] : [member];
    }

    private static string LossCall(HeadGraph head)
    {
        var (member, local) = (Text.Identifier(head.Spec.Name), head.Spec.Field);
        return head switch
        {
            FcnGraph { Fcn.Loss: var loss } =>
                $"targets.{member} is {{ }} {local} ? {Training}.Losses.PixelCrossEntropy.Compute(output.{member}, {local}.Labels, ignoreLabel: {Text.Number(loss.IgnoreLabel)}) : null",
            SsdGraph { Ssd.Loss: var loss } =>
                $"targets.{member} is {{ }} {local} ? {Training}.Losses.MultiBox.Compute(output.{member}.Confidences, output.{member}.Locations, {local}, negativeRatio: {Text.Number(loss.NegativeRatio)}, locationWeight: {Text.Number(loss.LocationWeight)}) : null",
            _ => throw new System.InvalidOperationException($"No such head: {head.GetType()}"),
        };
    }

    private static double LossWeight(HeadGraph head) => head switch
    {
        FcnGraph fcn => fcn.Fcn.Loss.Weight,
        SsdGraph ssd => ssd.Ssd.Loss.Weight,
        _ => throw new System.InvalidOperationException($"No such head: {head.GetType()}"),
    };

    private static string OutputType(HeadGraph head) => head is SsdGraph ? $"{Training}.DetectionOutput" : TorchNames.Tensor;

    private static string TargetType(HeadGraph head) => $"{Training}.Data.{(head is SsdGraph ? "Detection" : "Segmentation")}Targets";
}
