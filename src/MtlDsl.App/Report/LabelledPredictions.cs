using MtlDsl.Deployment;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.App.Report;

/// <summary>The labels of an image in the form of predictions, so that both are drawn alike.</summary>
internal static class LabelledPredictions
{
    /// <summary>What is labelled for each head; nothing for heads that the image is not labelled for.</summary>
    public static IReadOnlyList<HeadPrediction> Of(Architecture architecture, EvaluationImage image) =>
        [.. architecture.Heads.Zip(image.Labels, Of).OfType<HeadPrediction>()];

    private static HeadPrediction? Of(Head head, HeadLabels? labels) => (head, labels) switch
    {
        (SegmentationHead segmentation, PixelLabels pixels) => new SegmentationPrediction(segmentation, pixels.Classes),
        (DetectionHead detection, ObjectLabels objects) => new DetectionPrediction(
            detection, [.. objects.Objects.Select(item => new Detection(item.Class, float.NaN, item.Box))]),
        (RegressionHead regression, ValueLabels values) => new RegressionPrediction(regression, values.Values),
        _ => null,
    };
}
