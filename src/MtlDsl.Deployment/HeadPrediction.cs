using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>What one head says of one image. Read again into the same memory, it says what it does of the new image.</summary>
public abstract record HeadPrediction
{
    private protected HeadPrediction()
    {
    }

    /// <summary>The head.</summary>
    public abstract Head Head { get; }

    /// <summary>Memory for what a head will say.</summary>
    /// <exception cref="NotSupportedException">The head is of an unknown kind.</exception>
    internal static HeadPrediction Of(Head head) => head switch
    {
        SegmentationHead segmentation => new SegmentationPrediction(segmentation, new LabelMap(1, 1)),
        DetectionHead detection => new DetectionPrediction(detection, []),
        ClassificationHead classification => new ClassificationPrediction(classification, new float[head.Classes.Count]),
        RegressionHead regression => new RegressionPrediction(regression, new ValueMap(regression.Channels, 1, 1)),
        EmbeddingHead embedding => new EmbeddingPrediction(embedding, new float[embedding.Size]),
        _ => throw new NotSupportedException($"{head} is a {head.GetType().Name}, whose outputs cannot be decoded."),
    };

    /// <summary>Takes what the head's outputs say of an image.</summary>
    /// <param name="outputs">The network's outputs for the image.</param>
    /// <param name="first">Which of them is the head's first.</param>
    /// <param name="placement">Where in the input the image lies.</param>
    /// <param name="rules">How outputs are read.</param>
    /// <exception cref="ArgumentException">An output's length is not that of the head's maps.</exception>
    internal abstract void Read(ImageOutputs outputs, int first, ImagePlacement placement, ReadingRules rules);
}
