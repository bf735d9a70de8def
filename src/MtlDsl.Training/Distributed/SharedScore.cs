using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training.Distributed;

/// <summary>What a rank is told of a head that the first rank has measured.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Value">The head's score.</param>
internal sealed record SharedScore(string Head, double Value) : HeadResult(Head)
{
    public override double Score => Value;

    public override IReadOnlyList<string> Measures { get; } = ["score"];

    public override IEnumerable<MetricRow> Rows => [new MetricRow(Head, null, [Value])];
}
