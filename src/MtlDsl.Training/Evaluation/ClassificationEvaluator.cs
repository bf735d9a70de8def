using MtlDsl.Metrics;
using MtlDsl.Training.Data;

namespace MtlDsl.Training.Evaluation;

/// <summary>Accuracy of a classification head.</summary>
internal sealed class ClassificationEvaluator(ClassificationHead head) : HeadEvaluator
{
    private readonly ClassificationAccuracy accuracy = new(head.Classes.Count);
    private readonly ConfusionMatrix confusion = new(head.Classes.Count, ignored: null);

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels)
    {
        var (scores, truth) = (outputs[0], ((ClassLabel)labels).Class);
        accuracy.Add(scores, truth);
        confusion.Add(truth, Array.IndexOf(scores, scores.Max()));
    }

    public override HeadResult Finish() => new ClassificationResult(
        head.Name,
        accuracy.Top(1),
        accuracy.Top(5),
        accuracy.MeanClassAccuracy,
        [.. head.Classes.Select((c, i) => new ClassAccuracy(c.Name, accuracy.Images(i), accuracy.Top(1, i), accuracy.Top(5, i)))])
    {
        Confusion = confusion,
    };
}
