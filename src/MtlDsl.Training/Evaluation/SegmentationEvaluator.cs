using MtlDsl.Metrics;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Overlap of a segmentation head's classes with the labels, at the images' own sizes.</summary>
internal sealed class SegmentationEvaluator(SegmentationHead head, PixelSize input) : HeadEvaluator
{
    private readonly ConfusionMatrix confusion = new(head.Classes.Count, SegmentationTargets.Ignored);

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels) =>
        confusion.Add(
            ((PixelLabels)labels).Classes,
            ClassMaps.ArgMax(outputs[0], head.Classes.Count, MapSize.Of(head, outputs[0].Length, head.Classes.Count, input), image.Image.Size));

    public override HeadResult Finish() => new SegmentationResult(
        head.Name,
        confusion.MeanIoU,
        confusion.MeanAccuracy,
        confusion.PixelAccuracy,
        [.. head.Classes.Select((c, i) => new ClassOverlap(c.Name, confusion.IoU(i), confusion.Accuracy(i)))])
    {
        FrequencyWeightedIoU = confusion.FrequencyWeightedIoU,
        Confusion = confusion,
    };
}
