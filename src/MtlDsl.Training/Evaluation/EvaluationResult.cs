namespace MtlDsl.Training.Evaluation;

/// <summary>How well a network did on a data set.</summary>
/// <param name="Images">Number of images.</param>
/// <param name="Heads">The heads.</param>
public sealed record EvaluationResult(int Images, IReadOnlyList<HeadResult> Heads)
{
    /// <summary>Mean of the heads' scores, over heads that something was labelled for; NaN where none was.</summary>
    public double Score => Heads.Select(head => head.Score).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>What was measured of some heads; of all where none is named.</summary>
    public EvaluationResult Of(IReadOnlyList<string> heads) => heads.Count == 0 ? this : this with { Heads = [.. Heads.Where(head => heads.Contains(head.Head))] };
}
