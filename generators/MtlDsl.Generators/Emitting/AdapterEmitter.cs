using System.Linq;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes a data set adapter.</summary>
internal static class AdapterEmitter
{
    private const string Data = "global::MtlDsl.Training.Data";

    public static SourceFile Emit(AdapterSpec spec) => SourceFile.Part(spec.Type, "", $" : {Data}.DataAdapter", writer =>
    {
        Property(writer, "string Name", Text.Literal(spec.Type.Name));
        Property(writer, "global::MtlDsl.Architecture Architecture", $"{spec.Model}.Architecture");
        writer.Line("/// <inheritdoc/>").Line(SourceFile.GeneratedCode);
        writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<{Data}.Transform> Transforms {{ get; }} =").Line("[");
        using (writer.Indent())
            foreach (var transform in spec.Transforms)
                writer.Line($"{transform},");
        writer.Line("];").Line();
        writer.Line("/// <inheritdoc/>").Line(SourceFile.GeneratedCode);
        writer.Line($"public override {Data}.IExampleSource Open(string? root, {Data}.Split split) =>");
        using (writer.Indent())
            writer.Line($"{spec.Source};");
        writer.Line();
        if (spec.Labels.Count > 0)
            Property(writer, "global::System.Collections.Generic.IReadOnlyList<string> DeclaredLabels", $"[{string.Join(", ", spec.Labels.Select(Text.Literal))}]");
        WriteLabels(writer, spec);
    });

    private static void WriteLabels(CodeWriter writer, AdapterSpec spec)
    {
        writer.Line("/// <inheritdoc/>").Line(SourceFile.GeneratedCode);
        writer.Line("public override int MapLabel(int head, string label) => (head, LabelKey(label)) switch").Line("{");
        using (writer.Indent())
        {
            for (var head = 0; head < spec.Heads.Count; head++)
            {
                writer.Line($"// {spec.Heads[head].Head}");
                foreach (var arm in spec.Heads[head].Arms)
                    writer.Line($"({Text.Number(head)}, {Text.Literal(arm.Label)}) => {(arm.Class is null ? "IgnoredLabel" : $"(int){arm.Class}")},");
                if (spec.Heads[head].IgnoresOthers)
                    writer.Line($"({Text.Number(head)}, _) => IgnoredLabel,");
            }
            writer.Line("_ => UnknownLabel,");
        }
        writer.Line("};");
    }

    private static void Property(CodeWriter writer, string property, string value) =>
        writer.Line("/// <inheritdoc/>").Line(SourceFile.GeneratedCode).Line($"public override {property} => {value};").Line();
}
