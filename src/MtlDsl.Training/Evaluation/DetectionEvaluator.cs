using MtlDsl.Metrics;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Average precision of a detection head.</summary>
internal sealed class DetectionEvaluator(DetectionHead head, DetectionOptions options) : HeadEvaluator
{
    private readonly AveragePrecision voc = new(head.Classes.Count);
    private readonly CocoAveragePrecision coco = new(head.Classes.Count);

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels)
    {
        var found = DetectionDecoder.Decode(outputs[0], outputs[1], head.DefaultBoxes, head.Classes.Count, options);
        TrueObject[] truth = [.. ((ObjectLabels)labels).Objects.Select(o => new TrueObject(o.Class, o.Box, o.Difficult, o.Crowd))];
        voc.Add(found, truth);
        coco.Add(found, truth, image.Image.Size);
    }

    public override HeadResult Finish() => new DetectionResult(
        head.Name,
        voc.Mean(AveragePrecisionKind.Area),
        voc.Mean(AveragePrecisionKind.ElevenPoint),
        coco.Mean(),
        [.. head.Classes.Select((c, i) => new ClassPrecision(
            c.Name, voc.Objects(i), voc.Of(i, AveragePrecisionKind.Area), voc.Of(i, AveragePrecisionKind.ElevenPoint), coco.Of(i)))]);
}
