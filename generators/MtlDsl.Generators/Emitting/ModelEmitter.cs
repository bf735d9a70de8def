using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes all files of a network. What the project cannot use is left out.</summary>
internal static class ModelEmitter
{
    public static IEnumerable<SourceFile> Emit(Declaration declaration, Capabilities capabilities)
    {
        if (!declaration.IsPartial)
            return [];
        if (declaration.Model is { } model && Lowering.Lower(model).Network is { } network)
            return Named(Emit(network, capabilities));
        return [SurfaceEmitter.Emit(declaration, capabilities)];
    }

    /// <summary>No two files of a network are named alike, also where case does not count: a head may be called as a part is.</summary>
    private static IEnumerable<SourceFile> Named(IEnumerable<SourceFile> files)
    {
        var taken = new HashSet<string>(System.StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var named = file;
            for (var number = 2; !taken.Add(named.HintName); number++)
                named = file with { HintName = file.HintName.Replace(".g.cs", $".{Text.Number(number)}.g.cs") };
            yield return named;
        }
    }

    private static IEnumerable<SourceFile> Emit(Network network, Capabilities capabilities)
    {
        var (type, heads) = (network.Spec.Type, network.Heads);
        var emitter = new NetworkEmitter(network, type.Name);
        yield return SourceFile.Part(type, "", NetworkEmitter.BaseTypes(type.Global, capabilities), writer =>
        {
            foreach (var (head, index) in heads.Select((h, i) => (h, i)))
            {
                writer.Line(SourceFile.GeneratedCode);
                writer.Line($"{head.Spec.Property.Header} => ({head.Spec.DescriptionType})Architecture.Heads[{Text.Number(index)}];").Line();
            }
            if (capabilities.Training)
                emitter.WriteModule(writer);
        });
        yield return SourceFile.Part(type, "Architecture", "", writer => ArchitectureEmitter.WriteArchitecture(writer, network, type.Name), ArchitectureDocs.Remarks(network));
        if (capabilities.Training)
        {
            yield return SourceFile.Part(type, "Trunk", "", writer => ModuleEmitter.WriteTrunk(writer, network));
            foreach (var head in heads)
                yield return SourceFile.Part(type, head.Spec.Name, "", writer => ModuleEmitter.WriteHead(writer, head));
            if (network.BlockKinds.Any())
                yield return SourceFile.Part(type, "Blocks", "", writer => ModuleEmitter.WriteBlocks(writer, network));
            yield return SourceFile.Part(type, "Losses", "", emitter.WriteLosses);
        }
        if (capabilities.Onnx)
            yield return SourceFile.Part(type, "Onnx", "", writer =>
            {
                OnnxEmitter.WriteExport(writer, type.Name, network);
                writer.Line();
                OnnxEmitter.WriteBlocks(writer, network);
                OnnxEmitter.WriteParts(writer, network);
            });
        if (capabilities.Deployment)
            yield return SourceFile.Part(type, "Predictor", "", writer => PredictorEmitter.WritePredictor(writer, type.Name, [.. heads.Select(h => h.Spec)]));
        if (capabilities.Training && heads.Count > 1)
            foreach (var head in heads)
                yield return SourceFile.Part(type, $"{head.Spec.Name}Only", "", writer => WriteTwin(writer, network, head, capabilities));
    }

    /// <summary>
    /// The network with one head alone: the baseline that a multitask network is measured against. Modules are the network's own, but where the
    /// head needs less of the trunk: what it does not read must not make the baseline slower.
    /// </summary>
    private static void WriteTwin(CodeWriter writer, Network network, HeadGraph head, Capabilities capabilities)
    {
        var (name, twin) = ($"{head.Spec.Name}Only", network.Only(head));
        var isShorter = twin.Trunk.Count < network.Trunk.Count;
        var emitter = new NetworkEmitter(twin, name);
        writer.Summary($"{network.Spec.Type.Name} with the head {head.Spec.Name} alone: the single-task baseline.");
        writer.Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"public sealed class {name}{NetworkEmitter.BaseTypes($"{network.Spec.Type.Global}.{name}", capabilities)}");
        emitter.WriteModule(writer);
        writer.Line();
        emitter.WriteLosses(writer);
        writer.Line();
        ArchitectureEmitter.WriteArchitecture(writer, twin, name);
        if (isShorter)
        {
            writer.Line();
            ModuleEmitter.WriteTrunk(writer, twin);
            writer.Line();
            ModuleEmitter.WriteHead(writer, head);
        }
        if (!capabilities.Onnx)
            return;
        writer.Line();
        OnnxEmitter.WriteExport(writer, name, twin);
        if (isShorter)
        {
            writer.Line();
            OnnxEmitter.WriteParts(writer, twin);
        }
    }
}
