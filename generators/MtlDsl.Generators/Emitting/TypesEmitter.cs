using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Emitting;

/// <summary>Writes a network's types that have a member for each head. They follow from the heads' declarations alone.</summary>
internal static class TypesEmitter
{
    private const string Training = "global::MtlDsl.Training";
    private const string PredictionHeader = "public sealed class Prediction : global::MtlDsl.Deployment.NetworkPrediction";

    /// <param name="writer">Where to.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="describe">What a head gives; null where that is not known.</param>
    public static void WriteOutput(CodeWriter writer, IReadOnlyList<HeadTypes> heads, Func<HeadTypes, string>? describe = null)
    {
        writer.Summary("What the network gives for a batch, a member for each head.");
        if (describe is not null)
            foreach (var head in heads)
                writer.Line($"/// <param name=\"{head.Name}\">{Text.Xml(describe(head))}</param>");
        writer.Line(SourceFile.GeneratedCode);
        writer.Line($"public sealed record Output({Members(heads, head => head.Output)});");
    }

    public static void WriteTargets(CodeWriter writer, IReadOnlyList<HeadTypes> heads)
    {
        writer.Summary("The labels of a batch, a member for each head; null where the task is not labelled.");
        writer.Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"public sealed record Targets({Members(heads, head => $"{head.Target}?")})");
        writer.Summary("The typed labels of a batch.");
        writer.Line($"public static Targets From({Training}.Data.Batch batch) => new({string.Join(", ", heads.Select((h, i) => $"({h.Target}?)batch.Targets[{Text.Number(i)}]"))});");
    }

    /// <param name="writer">Where to.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="weight">The declared weight of a head's loss.</param>
    public static void WriteLosses(CodeWriter writer, IReadOnlyList<HeadTypes> heads, Func<HeadTypes, double> weight)
    {
        writer.Summary("The losses of a batch before weighting, a member for each head; null where the task is not labelled.");
        writer.Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"public sealed record Losses({Members(heads, _ => $"{TorchNames.Tensor}?")})");
        writer.Summary("The losses that there are, with their declared weights.");
        using var method = writer.Open($"public global::System.Collections.Generic.IReadOnlyList<{Training}.TaskLoss> ToList()");
        writer.Line($"var losses = new global::System.Collections.Generic.List<{Training}.TaskLoss>();");
        foreach (var head in heads)
            writer.Line($"if ({Text.Identifier(head.Name)} is {{ }} {head.Field}) losses.Add(new {Training}.TaskLoss({Text.Literal(head.Name)}, {head.Field}, {Text.Number(weight(head))}));");
        writer.Line("return losses;");
    }

    public static void WritePrediction(CodeWriter writer, IReadOnlyList<HeadSpec> heads)
    {
        WriteSummary(writer);
        using var body = writer.Open(PredictionHeader);
        writer.Summary("Makes memory for what the network will find.");
        using (writer.Open("public Prediction() : base(Architecture)"))
            for (var i = 0; i < heads.Count; i++)
                if (heads[i].IsView)
                    writer.Line($"{Text.Identifier(heads[i].Name)} = {heads[i].Typed(i)};");
        for (var i = 0; i < heads.Count; i++)
        {
            writer.Line();
            writer.Summary($"What the head {heads[i].Name} finds.");
            writer.Line($"public {heads[i].Types.Prediction} {Text.Identifier(heads[i].Name)} {(heads[i].IsView ? "{ get; }" : $"=> {heads[i].Typed(i)};")}");
        }
        writer.Line();
        writer.Summary("What each head finds.");
        writer.Line(Deconstruct([.. heads.Select(head => head.Types)]));
        using (writer.Indent())
            writer.Line(heads.Count == 1
                ? $"{heads[0].Field} = {Text.Identifier(heads[0].Name)};"
                : $"({string.Join(", ", heads.Select(head => head.Field))}) = ({string.Join(", ", heads.Select(head => Text.Identifier(head.Name)))});");
    }

    /// <summary>Its public members alone.</summary>
    public static void WritePredictionSurface(CodeWriter writer, IReadOnlyList<HeadTypes> heads, string body)
    {
        WriteSummary(writer);
        using var type = writer.Open(PredictionHeader);
        writer.Summary("Makes memory for what the network will find.");
        writer.Line($"public Prediction() : base(Architecture) => {body};");
        foreach (var head in heads)
        {
            writer.Summary($"What the head {head.Name} finds.");
            writer.Line($"public {head.Prediction} {Text.Identifier(head.Name)} => {body};");
        }
        writer.Summary("What each head finds.");
        writer.Line($"{Deconstruct(heads)} {body};");
    }

    private static void WriteSummary(CodeWriter writer)
    {
        writer.Summary("What the network finds in an image, a member for each head. Filled again, it says what is in the new image.");
        writer.Line(SourceFile.GeneratedCode);
    }

    private static string Deconstruct(IReadOnlyList<HeadTypes> heads) =>
        $"public void Deconstruct({string.Join(", ", heads.Select(head => $"out {head.Prediction} {head.Field}"))}) =>";

    private static string Members(IReadOnlyList<HeadTypes> heads, Func<HeadTypes, string> type) =>
        string.Join(", ", heads.Select(head => $"{type(head)} {Text.Identifier(head.Name)}"));
}
