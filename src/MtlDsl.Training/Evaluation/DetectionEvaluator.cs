using MtlDsl.Metrics;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Average precision of a detection head.</summary>
internal sealed class DetectionEvaluator(DetectionHead head, DetectionOptions options) : HeadEvaluator
{
    private readonly AveragePrecision precision = new(head.Classes.Count);

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels)
    {
        var found = DetectionDecoder.Decode(outputs[0], outputs[1], head.DefaultBoxes, head.Classes.Count, options);
        precision.Add(found, [.. ((ObjectLabels)labels).Objects.Select(o => new TrueObject(o.Class, o.Box, o.Difficult))]);
    }

    public override HeadResult Finish() => new DetectionResult(
        head.Name,
        precision.Mean(AveragePrecisionKind.Area),
        precision.Mean(AveragePrecisionKind.ElevenPoint),
        [.. head.Classes.Select((c, i) => new ClassPrecision(
            c.Name, precision.Objects(i), precision.Of(i, AveragePrecisionKind.Area), precision.Of(i, AveragePrecisionKind.ElevenPoint)))]);
}
