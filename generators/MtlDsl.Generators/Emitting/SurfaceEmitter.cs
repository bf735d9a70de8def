using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>
/// Writes the public members of a network that cannot be made, so that the mistake in its declaration is the only error in a project that uses
/// it. It is never run: a project with such a mistake does not build.
/// </summary>
internal static class SurfaceEmitter
{
    private const string Throw = "throw new global::System.InvalidOperationException(\"The declaration of this network has errors.\")";
    private const string Training = "global::MtlDsl.Training";
    private const string Deployment = "global::MtlDsl.Deployment";

    public static SourceFile Emit(Declaration declaration, Capabilities capabilities)
    {
        var (type, heads) = (declaration.Type, declaration.Heads);
        if (declaration.HasClash)
            return SourceFile.Part(type, "", "", writer => WriteProperties(writer, declaration));
        return SourceFile.Part(type, "", NetworkEmitter.BaseTypes(type.Global, capabilities), writer =>
        {
            WriteProperties(writer, declaration);
            WriteNetwork(writer, Text.Identifier(type.Name), heads, capabilities);
            if (capabilities.Training)
            {
                writer.Line();
                WriteTrunk(writer);
            }
            if (capabilities.Deployment)
                WritePredictor(writer, heads);
            if (capabilities.Training && heads.Count > 1)
                foreach (var head in heads)
                {
                    var name = $"{head.Name}Only";
                    writer.Line();
                    writer.Summary($"{type.Name} with the head {head.Name} alone.");
                    writer.Line(SourceFile.GeneratedCode);
                    using var twin = writer.Open($"public sealed class {name}{NetworkEmitter.BaseTypes($"{type.Global}.{name}", capabilities)}");
                    WriteNetwork(writer, name, [head], capabilities);
                }
        });
    }

    private static void WriteProperties(CodeWriter writer, Declaration declaration)
    {
        foreach (var property in declaration.Properties)
            writer.Line(SourceFile.GeneratedCode)
                .Line($"{property.Header} {{ {string.Join(" ", property.Accessors.Select(accessor => $"{accessor} => {Throw};"))} }}").Line();
    }

    private static void WriteNetwork(CodeWriter writer, string name, IReadOnlyList<HeadTypes> heads, Capabilities capabilities)
    {
        Member(writer, "What is known of the network at build time.", "static global::MtlDsl.Architecture Architecture");
        if (capabilities.Onnx)
        {
            writer.Line();
            Member(writer, "Writes the network as ONNX.", $"static {OnnxNames.Model} ToOnnx({OnnxNames.Weights} weights, {OnnxNames.Options}? options = null)");
        }
        if (!capabilities.Training)
            return;
        writer.Line();
        Member(writer, "Makes the network.", $"{name}() : base(nameof({name}))");
        writer.Line();
        Member(writer, "The trunk.", "TrunkModule Trunk");
        writer.Line();
        Member(writer, "Runs the network.", $"override Output forward({TorchNames.Tensor} image)");
        writer.Line();
        Member(writer, "Compares the outputs for a batch with its labels.", "static Losses ComputeLosses(Output output, Targets targets)");
        writer.Line();
        WriteInterface(writer);
        writer.Line();
        TypesEmitter.WriteOutput(writer, heads);
        writer.Line();
        TypesEmitter.WriteTargets(writer, heads);
        writer.Line();
        TypesEmitter.WriteLosses(writer, heads, _ => 1);
    }

    private static void WriteInterface(CodeWriter writer)
    {
        var list = "global::System.Collections.Generic.IReadOnlyList";
        foreach (var member in new[]
                 {
                     "global::MtlDsl.Architecture {0}.Architecture", $"{TorchNames.Nn}.Module {{0}}.Module", $"{TorchNames.Nn}.Module {{0}}.Trunk",
                     $"{list}<{Training}.ParameterGroup> {{0}}.ParameterGroups", $"{list}<double> {{0}}.LossWeights",
                     $"{list}<{TorchNames.Tensor}> {{0}}.Forward({TorchNames.Tensor} images)", $"{list}<{Training}.TaskLoss> {{0}}.ComputeLosses({Training}.Data.Batch batch, out {list}<{TorchNames.Tensor}> outputs)",
                 })
            writer.Line($"{member.Replace("{0}", $"{Training}.IMultitaskModel")} => {Throw};");
    }

    private static void WriteTrunk(CodeWriter writer)
    {
        writer.Summary("The shared trunk.");
        writer.Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"public sealed class TrunkModule : {TorchNames.Nn}.Module<{TorchNames.Tensor}, {TorchNames.Tensor}>");
        Member(writer, "Makes the module.", "TrunkModule() : base(nameof(TrunkModule))");
        writer.Line();
        Member(writer, "Runs the module.", $"override {TorchNames.Tensor} forward({TorchNames.Tensor} input)");
    }

    private static void WritePredictor(CodeWriter writer, IReadOnlyList<HeadTypes> heads)
    {
        writer.Line();
        writer.Summary("Runs the exported network on images.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Open(PredictorEmitter.Header))
        {
            writer.Line($"private Predictor() : base(null!) {{ }}").Line();
            Member(writer, "Opens an exported network.", $"static Predictor Load(string path, {Deployment}.SessionSettings? settings = null)");
        }
        writer.Line();
        TypesEmitter.WritePredictionSurface(writer, heads, Throw);
    }

    private static void Member(CodeWriter writer, string summary, string declaration)
    {
        writer.Summary(summary);
        writer.Line(SourceFile.GeneratedCode).Line($"public {declaration} => {Throw};");
    }
}
