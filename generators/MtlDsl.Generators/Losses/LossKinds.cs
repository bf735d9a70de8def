using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Losses;

/// <summary>A kind of loss: the attribute that declares it, and the tasks that it fits.</summary>
/// <param name="Name">Its name as it is written in an attribute.</param>
/// <param name="Tasks">The tasks of the heads that it can train.</param>
/// <param name="Read">Reads the attribute, for a head of so many classes.</param>
internal sealed record LossKind(string Name, HeadTask[] Tasks, Func<ArgumentReader, int, Loss> Read);

/// <summary>Every kind of loss. The first that fits a task is the one that is usual for it.</summary>
internal static class LossKinds
{
    public static IReadOnlyList<LossKind> All { get; } =
    [
        new("PixelCrossEntropy", [HeadTask.Segmentation], PixelCrossEntropyLoss.Read),
        new("MultiBoxLoss", [HeadTask.Detection], MultiBoxLoss.Read),
        new("CrossEntropyLoss", [HeadTask.Classification], CrossEntropyLoss.Read),
        new("FocalLoss", [HeadTask.Segmentation, HeadTask.Classification], FocalLoss.Read),
        new("DiceLoss", [HeadTask.Segmentation], DiceLoss.Read),
        new("SmoothL1Loss", [HeadTask.Regression], SmoothL1Loss.Read),
        new("L1Loss", [HeadTask.Regression], L1Loss.Read),
        new("BerHuLoss", [HeadTask.Regression], BerHuLoss.Read),
        new("TripletLoss", [HeadTask.Embedding], TripletLoss.Read),
    ];

    /// <summary>The kinds that fit a task, the usual one first.</summary>
    public static IEnumerable<LossKind> For(HeadTask task) => All.Where(kind => kind.Tasks.Contains(task));

    /// <summary>The kind that an attribute class declares; null where it declares none.</summary>
    public static LossKind? Of(string attributeClass) => All.FirstOrDefault(kind => kind.Name + "Attribute" == attributeClass);
}
