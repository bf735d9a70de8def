using MtlDsl.Metrics;
using MtlDsl.Training.Data;

namespace MtlDsl.Training.Evaluation;

/// <summary>Retrieval by an embedding head, each image among all others that were evaluated.</summary>
internal sealed class EmbeddingEvaluator(EmbeddingHead head) : HeadEvaluator
{
    private readonly RetrievalAccuracy retrieval = new();

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels) =>
        retrieval.Add(outputs[0], ((IdentityLabel)labels).Identity);

    public override HeadResult Finish()
    {
        var (queries, rankOne, precision) = retrieval.Compute();
        return new EmbeddingResult(head.Name, queries, rankOne, precision);
    }
}
