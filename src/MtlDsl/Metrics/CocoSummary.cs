namespace MtlDsl.Metrics;

/// <summary>
/// The twelve numbers of COCO's detection evaluation (cocodataset.org, "Detection Evaluation"), each 0 to 1; NaN where no object of the
/// kind was there. "Small" is an area up to 32 x 32 pixels of the image, "large" one from 96 x 96 on.
/// </summary>
/// <param name="Precision">AP: the mean over the overlaps .50, .55 ... .95.</param>
/// <param name="Precision50">AP at an overlap of .50.</param>
/// <param name="Precision75">AP at an overlap of .75.</param>
/// <param name="PrecisionSmall">AP of small objects.</param>
/// <param name="PrecisionMedium">AP of medium objects.</param>
/// <param name="PrecisionLarge">AP of large objects.</param>
/// <param name="Recall1">AR: the largest recall with one detection of a class an image, the mean over the overlaps.</param>
/// <param name="Recall10">AR with ten detections of a class an image.</param>
/// <param name="Recall100">AR with a hundred detections of a class an image.</param>
/// <param name="RecallSmall">AR of small objects.</param>
/// <param name="RecallMedium">AR of medium objects.</param>
/// <param name="RecallLarge">AR of large objects.</param>
public sealed record CocoSummary(
    double Precision, double Precision50, double Precision75, double PrecisionSmall, double PrecisionMedium, double PrecisionLarge,
    double Recall1, double Recall10, double Recall100, double RecallSmall, double RecallMedium, double RecallLarge)
{
    /// <summary>The numbers in COCO's order, each with its usual name.</summary>
    public IReadOnlyList<(string Name, double Value)> Numbers =>
    [
        ("AP", Precision), ("AP50", Precision50), ("AP75", Precision75),
        ("AP small", PrecisionSmall), ("AP medium", PrecisionMedium), ("AP large", PrecisionLarge),
        ("AR1", Recall1), ("AR10", Recall10), ("AR100", Recall100),
        ("AR small", RecallSmall), ("AR medium", RecallMedium), ("AR large", RecallLarge),
    ];
}
