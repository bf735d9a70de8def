namespace MtlDsl.Training.Evaluation;

/// <summary>How well an embedding head's vectors find images of the same identity among all evaluated ones.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Queries">Images that share their identity with another one.</param>
/// <param name="RankOne">Share of them whose nearest neighbour has their identity.</param>
/// <param name="MeanAveragePrecision">Mean of their average precisions.</param>
public sealed record EmbeddingResult(string Head, int Queries, double RankOne, double MeanAveragePrecision) : HeadResult(Head)
{
    /// <summary>The share of images whose nearest neighbour has their identity.</summary>
    public override double Score => RankOne;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Measures { get; } = ["rank-1", "mAP"];

    /// <inheritdoc/>
    public override IEnumerable<MetricRow> Rows => [new(Head, null, [RankOne, MeanAveragePrecision])];
}
