namespace MtlDsl.Training.Evaluation;

/// <summary>How well a network did on a data set.</summary>
/// <param name="Images">Number of images.</param>
/// <param name="Heads">The heads.</param>
public sealed record EvaluationResult(int Images, IReadOnlyList<HeadResult> Heads)
{
    /// <summary>Mean of the heads' scores, over heads that something was labelled for; NaN where none was.</summary>
    public double Score => Heads.Select(head => head.Score).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
