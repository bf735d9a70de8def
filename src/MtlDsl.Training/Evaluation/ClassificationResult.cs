namespace MtlDsl.Training.Evaluation;

/// <summary>How well images of one class were classified.</summary>
/// <param name="Name">The class.</param>
/// <param name="Images">Images of the class.</param>
/// <param name="Top1">Share of them that were given the class.</param>
/// <param name="Top5">Share of them that had it among the five best.</param>
public sealed record ClassAccuracy(string Name, long Images, double Top1, double Top5);

/// <summary>How well a classification head did.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Top1">Share of images that were given their class.</param>
/// <param name="Top5">Share of images that had it among the five best.</param>
/// <param name="MeanClassAccuracy">Mean of the classes' shares, over classes that had images: rare ones count as much as frequent ones.</param>
/// <param name="Classes">The classes.</param>
public sealed record ClassificationResult(
    string Head, double Top1, double Top5, double MeanClassAccuracy, IReadOnlyList<ClassAccuracy> Classes) : HeadResult(Head)
{
    /// <summary>The share of images that were given their class.</summary>
    public override double Score => Top1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Measures { get; } = ["top-1", "top-5", "class accuracy"];

    /// <inheritdoc/>
    public override IEnumerable<MetricRow> Rows =>
    [
        new(Head, null, [Top1, Top5, MeanClassAccuracy]),
        .. Classes.Select(c => new MetricRow(Head, c.Name, [c.Top1, c.Top5, c.Top1])),
    ];
}
