namespace MtlDsl.Training.Evaluation;

/// <summary>How well one class was segmented.</summary>
/// <param name="Name">The class.</param>
/// <param name="IoU">Intersection over union.</param>
/// <param name="Accuracy">Share of the class's pixels that were found.</param>
public sealed record ClassOverlap(string Name, double IoU, double Accuracy);

/// <summary>How well a segmentation head did, over the labelled pixels of all images at their own sizes.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="MeanIoU">Mean of the classes' IoU, over classes that were there or were predicted.</param>
/// <param name="MeanAccuracy">Mean of the classes' accuracies.</param>
/// <param name="PixelAccuracy">Share of pixels predicted right.</param>
/// <param name="Classes">The classes.</param>
public sealed record SegmentationResult(
    string Head, double MeanIoU, double MeanAccuracy, double PixelAccuracy, IReadOnlyList<ClassOverlap> Classes) : HeadResult(Head)
{
    /// <summary>The classes' IoU weighted by their share of the pixels.</summary>
    public double FrequencyWeightedIoU { get; init; } = double.NaN;

    /// <summary>The mean IoU.</summary>
    public override double Score => MeanIoU;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Measures { get; } = ["IoU", "accuracy"];

    /// <inheritdoc/>
    public override IReadOnlyList<Measurement> Measurements =>
    [
        new("mIoU", MeanIoU), new("mean accuracy", MeanAccuracy), new("pixel accuracy", PixelAccuracy), new("fwIoU", FrequencyWeightedIoU),
    ];

    /// <inheritdoc/>
    public override IEnumerable<MetricRow> Rows =>
    [
        new(Head, null, [MeanIoU, MeanAccuracy]),
        .. Classes.Select(c => new MetricRow(Head, c.Name, [c.IoU, c.Accuracy])),
    ];
}
