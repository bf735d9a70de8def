using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Parsing;

/// <summary>A kind of data set.</summary>
/// <param name="Name">Its name as it is written in an attribute.</param>
/// <param name="Tasks">What it labels, with all that it may have.</param>
/// <param name="Source">The C# expression that opens it, given <c>root</c> and <c>split</c>.</param>
internal sealed record DataSetKind(string Name, HeadTask[] Tasks, Func<DataSetReader, string> Source)
{
    /// <summary>Whether its masks hold values or colours of which the declaration says what they stand for.</summary>
    public bool DeclaresMasks { get; init; }

    /// <summary>Whether a declaration says that there are masks; where it says that there are none, nothing labels segmentation.</summary>
    public Func<AttributeReader, bool> HasMasks { get; init; } = _ => true;

    /// <summary>The labels of a task where they are always the same; null where every data set of the kind has its own.</summary>
    public Func<HeadTask, IReadOnlyList<string>?> Labels { get; init; } = _ => null;

    /// <summary>Whether a declared data set labels a task.</summary>
    public bool LabelsTask(HeadTask task, AttributeReader declaration) =>
        Tasks.Contains(task) && (task != HeadTask.Segmentation || HasMasks(declaration));
}

/// <summary>Every kind of data set.</summary>
internal static class DataSetKinds
{
    private const string Data = "global::MtlDsl.Training.Data";

    private static readonly string[] VocObjects =
    [
        "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog", "horse", "motorbike", "person",
        "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    ];

    public static IReadOnlyList<DataSetKind> All { get; } =
    [
        new("PascalVoc", [HeadTask.Segmentation, HeadTask.Detection],
            a => $"new {Data}.PascalVocSource({DataSetReader.Root}{a.Rule()})"),
        new("PascalText", [HeadTask.Segmentation, HeadTask.Detection],
            _ => $"new {Data}.PascalTextSource({DataSetReader.Root})"),
        new("PascalVocSbd", [HeadTask.Segmentation, HeadTask.Detection],
            a => $"new {Data}.PascalVocSbdSource({DataSetReader.Root}{a.Given("seed", "Seed")})")
        { Labels = task => task == HeadTask.Segmentation ? ["background", .. VocObjects] : VocObjects },
        new("MaskFolder", [HeadTask.Segmentation],
            a => a.Tiled($"new {Data}.MaskFolderSource({DataSetReader.Root}, {a.Literal("Images", "images")}, {a.Literal("Masks", "masks")}, {a.Masks.Expression}"
                + $"{a.Rule()}{a.Given("maskSuffix", "MaskSuffix")}{a.Given("balance", "Balance")}{a.Given("tiles", "Tiles")})"))
        { DeclaresMasks = true },
        new("ValueFolder", [HeadTask.Regression],
            a => a.Tiled($"new {Data}.ValueFolderSource({DataSetReader.Root}, {a.Literal("Images", "images")}, {a.Literal("Values", "values")}{a.ValueScale()}"
                + $"{a.Rule()}{a.Given("valueSuffix", "ValueSuffix")}{a.Given("quantity", "Quantity")})")),
        new("Coco", [HeadTask.Segmentation, HeadTask.Detection],
            a => $"new {Data}.CocoSource({DataSetReader.Root}{a.Given("masks", "Masks")}{a.Rule()}{a.Given("allowOutside", "AllowOutside")})")
        { HasMasks = a => a.Bool("Masks", true) },
        new("Yolo", [HeadTask.Segmentation, HeadTask.Detection],
            a => $"new {Data}.YoloSource({DataSetReader.Root}{a.Given("namesFile", "Names")}{a.Rule()}{a.Given("masks", "Masks")}{a.Given("maskNames", "MaskNames")}{a.Given("allowOutside", "AllowOutside")})")
        { HasMasks = a => a.Has("Masks") },
        new("StanfordDrone", [HeadTask.Detection],
            a => $"new {Data}.StanfordDroneSource({DataSetReader.Root}, frameStep: {Text.Number(a.Count("FrameStep", 20))}{a.Given("keepOccluded", "KeepOccluded")}"
                + $", keep: global::MtlDsl.DroneParts.{a.Attribute.EnumName("Keep", "Video")}{a.Given("seed", "Seed")})")
        { Labels = _ => ["Pedestrian", "Biker", "Skater", "Cart", "Car", "Bus"] },
        new("ClassFolder", [HeadTask.Classification],
            a => $"new {Data}.ClassFolderSource({DataSetReader.Root}{a.Rule()})"),
        new("IdentityFolder", [HeadTask.Embedding],
            _ => $"new {Data}.ClassFolderSource({DataSetReader.Root}, areIdentities: true)"),
        new("AerialScenes", [HeadTask.Segmentation, HeadTask.Detection, HeadTask.Regression],
            a => $"new {Data}.AerialSceneSource(split switch {{ {Data}.Split.Train => {Text.Number(a.Attribute.Int("Train", 400))}, "
                + $"{Data}.Split.Test => {Text.Number(a.Attribute.Int("Test", 60))}, _ => {Text.Number(a.Attribute.Int("Validation", 40))} }}, "
                + $"new global::MtlDsl.Vision.PixelSize({Text.Number(a.Attribute.Int("Size", 320))}, {Text.Number(a.Attribute.Int("Size", 320))}), seed: 1, split)")
        { Labels = task => task == HeadTask.Segmentation ? ["ground", "road", "building", "plant", "water"] : task == HeadTask.Detection ? ["vehicle", "person"] : null },
    ];

    /// <summary>The kind that an attribute class declares; null where it declares none.</summary>
    public static DataSetKind? Of(string attributeClass) => All.FirstOrDefault(kind => kind.Name + "Attribute" == attributeClass);
}
