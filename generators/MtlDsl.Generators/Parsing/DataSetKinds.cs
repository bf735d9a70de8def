using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Parsing;

/// <summary>A kind of data set.</summary>
/// <param name="Name">Its name as it is written in an attribute.</param>
/// <param name="Tasks">What it labels.</param>
/// <param name="Source">The C# expression that opens it, given <c>root</c> and <c>split</c>.</param>
internal sealed record DataSetKind(string Name, HeadTask[] Tasks, Func<AttributeReader, string> Source);

/// <summary>Every kind of data set.</summary>
internal static class DataSetKinds
{
    private const string Data = "global::MtlDsl.Training.Data";

    public static IReadOnlyList<DataSetKind> All { get; } =
    [
        new("PascalVoc", [HeadTask.Segmentation, HeadTask.Detection],
            _ => $"new {Data}.PascalVocSource({Data}.DataAdapter.RequireFolder(root), split)"),
        new("PascalText", [HeadTask.Segmentation, HeadTask.Detection],
            _ => $"new {Data}.PascalTextSource({Data}.DataAdapter.RequireFolder(root), split)"),
        new("AerialScenes", [HeadTask.Segmentation, HeadTask.Detection, HeadTask.Regression],
            a => $"new {Data}.AerialSceneSource(split switch {{ {Data}.Split.Train => {Text.Number(a.Int("Train", 400))}, {Data}.Split.Test => {Text.Number(a.Int("Test", 60))}, _ => {Text.Number(a.Int("Validation", 40))} }}, "
                + $"new global::MtlDsl.Vision.PixelSize({Text.Number(a.Int("Size", 320))}, {Text.Number(a.Int("Size", 320))}), seed: 1, split)"),
    ];

    /// <summary>The kind that an attribute class declares; null where it declares none.</summary>
    public static DataSetKind? Of(string attributeClass) => All.FirstOrDefault(kind => kind.Name + "Attribute" == attributeClass);
}
