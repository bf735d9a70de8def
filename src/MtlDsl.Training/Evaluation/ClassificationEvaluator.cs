using MtlDsl.Metrics;
using MtlDsl.Training.Data;

namespace MtlDsl.Training.Evaluation;

/// <summary>Accuracy of a classification head.</summary>
internal sealed class ClassificationEvaluator(ClassificationHead head) : HeadEvaluator
{
    private readonly ClassificationAccuracy accuracy = new(head.Classes.Count);

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels) =>
        accuracy.Add(outputs[0], ((ClassLabel)labels).Class);

    public override HeadResult Finish() => new ClassificationResult(
        head.Name,
        accuracy.Top(1),
        accuracy.Top(5),
        accuracy.MeanClassAccuracy,
        [.. head.Classes.Select((c, i) => new ClassAccuracy(c.Name, accuracy.Images(i), accuracy.Top(1, i), accuracy.Top(5, i)))]);
}
