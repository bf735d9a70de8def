using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Compares one head's outputs with the labels, image by image.</summary>
internal abstract class HeadEvaluator
{
    /// <param name="outputs">The head's outputs for one image.</param>
    /// <param name="image">The image with its labels.</param>
    /// <param name="labels">Its labels for the head.</param>
    public abstract void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels);

    public abstract HeadResult Finish();

    public static HeadEvaluator For(Head head, PixelSize input, DetectionOptions options) => head switch
    {
        DetectionHead detection => new DetectionEvaluator(detection, options),
        SegmentationHead segmentation => new SegmentationEvaluator(segmentation, input),
        ClassificationHead classification => new ClassificationEvaluator(classification),
        RegressionHead regression => new RegressionEvaluator(regression, input),
        EmbeddingHead embedding => new EmbeddingEvaluator(embedding),
        _ => throw new ArgumentException($"The head '{head}' is of a kind that cannot be evaluated.", nameof(head)),
    };
}
