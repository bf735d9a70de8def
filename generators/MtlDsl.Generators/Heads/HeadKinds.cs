using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Heads;

/// <summary>A kind of head.</summary>
/// <param name="Name">Its name as it is written in an attribute.</param>
/// <param name="Task">What it is for.</param>
/// <param name="Type">The type of the property that declares it, without its type argument.</param>
/// <param name="LeastClasses">How many classes it needs; 0 where it has none.</param>
/// <param name="Read">Reads its attributes.</param>
internal sealed record HeadKind(string Name, HeadTask Task, string Type, int LeastClasses, Func<HeadReader, HeadSpec> Read)
{
    public bool HasClasses => LeastClasses > 0;

    /// <summary>The property's type as a reader would write it.</summary>
    public string DisplayType => HasClasses ? $"{Type}<TClass>" : Type;
}

/// <summary>Every kind of head. Adding one means a spec and a graph in this folder, entered here.</summary>
internal static class HeadKinds
{
    public static IReadOnlyList<HeadKind> All { get; } =
    [
        new("FcnHead", HeadTask.Segmentation, "SegmentationHead", 2, FcnHeadSpec.Read),
        new("SsdHead", HeadTask.Detection, "DetectionHead", 1, SsdHeadSpec.Read),
        new("ClassifierHead", HeadTask.Classification, "ClassificationHead", 2, ClassifierHeadSpec.Read),
        new("DenseHead", HeadTask.Regression, "RegressionHead", 0, DenseHeadSpec.Read),
        new("VectorHead", HeadTask.Embedding, "EmbeddingHead", 0, VectorHeadSpec.Read),
    ];

    /// <summary>Their names, for a message that has brackets around them.</summary>
    public static string Names { get; } = string.Join("], [", All.Select(kind => kind.Name));

    /// <summary>The kind that an attribute class declares; null where it declares none.</summary>
    public static HeadKind? Of(string attributeClass) => All.FirstOrDefault(kind => kind.Name + "Attribute" == attributeClass);
}
