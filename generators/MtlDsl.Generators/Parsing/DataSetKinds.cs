using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Parsing;

/// <summary>A kind of data set.</summary>
/// <param name="Name">Its name as it is written in an attribute.</param>
/// <param name="Tasks">What it labels.</param>
/// <param name="Source">The C# expression that opens it, given <c>root</c> and <c>split</c>.</param>
internal sealed record DataSetKind(string Name, HeadTask[] Tasks, Func<DataSetReader, string> Source)
{
    /// <summary>Whether its masks hold values or colours of which the declaration says what they stand for.</summary>
    public bool DeclaresMasks { get; init; }

    /// <summary>The labels of a task where they are always the same; null where every data set of the kind has its own.</summary>
    public Func<HeadTask, IReadOnlyList<string>?> Labels { get; init; } = _ => null;
}

/// <summary>Every kind of data set.</summary>
internal static class DataSetKinds
{
    private const string Data = "global::MtlDsl.Training.Data";

    public static IReadOnlyList<DataSetKind> All { get; } =
    [
        new("PascalVoc", [HeadTask.Segmentation, HeadTask.Detection],
            a => $"new {Data}.PascalVocSource({DataSetReader.Root}{a.Rule()})"),
        new("PascalText", [HeadTask.Segmentation, HeadTask.Detection],
            _ => $"new {Data}.PascalTextSource({DataSetReader.Root})"),
        new("MaskFolder", [HeadTask.Segmentation],
            a => $"new {Data}.MaskFolderSource({DataSetReader.Root}, {a.Literal("Images", "images")}, {a.Literal("Masks", "masks")}, {a.Masks.Expression}{a.Rule()}"
                + (a.Attribute.String("MaskSuffix") is { Length: > 0 } suffix ? $", maskSuffix: {Text.Literal(suffix)})" : ")"))
        { DeclaresMasks = true },
        new("AerialScenes", [HeadTask.Segmentation, HeadTask.Detection, HeadTask.Regression],
            a => $"new {Data}.AerialSceneSource(split switch {{ {Data}.Split.Train => {Text.Number(a.Attribute.Int("Train", 400))}, "
                + $"{Data}.Split.Test => {Text.Number(a.Attribute.Int("Test", 60))}, _ => {Text.Number(a.Attribute.Int("Validation", 40))} }}, "
                + $"new global::MtlDsl.Vision.PixelSize({Text.Number(a.Attribute.Int("Size", 320))}, {Text.Number(a.Attribute.Int("Size", 320))}), seed: 1, split)"),
    ];

    /// <summary>The kind that an attribute class declares; null where it declares none.</summary>
    public static DataSetKind? Of(string attributeClass) => All.FirstOrDefault(kind => kind.Name + "Attribute" == attributeClass);
}
