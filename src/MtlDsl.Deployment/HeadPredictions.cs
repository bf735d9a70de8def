using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>Makes what heads say of an image of a network's outputs, wherever these were computed.</summary>
public static class HeadPredictions
{
    /// <summary>Decodes the outputs for one image.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="outputs">Its outputs in the order of <see cref="Architecture.OutputNames"/>.</param>
    /// <param name="image">The image's own size.</param>
    /// <param name="detection">What becomes of raw detections.</param>
    /// <param name="form">The form of the outputs; the plain one if null.</param>
    /// <returns>A prediction a head, in the heads' order.</returns>
    /// <exception cref="ArgumentException">An output's length is not that of the head's maps.</exception>
    public static IReadOnlyList<HeadPrediction> Decode(
        Architecture architecture, IReadOnlyList<float[]> outputs, PixelSize image, DetectionOptions detection, NetworkForm? form = null)
    {
        form ??= NetworkForm.Plain;
        var predictions = new HeadPrediction[architecture.Heads.Count];
        var output = 0;
        for (var i = 0; i < predictions.Length; i++)
        {
            var head = architecture.Heads[i];
            predictions[i] = Decode(head, outputs, output, architecture.Input, image, detection, form);
            output += head.OutputNames.Count;
        }
        return predictions;
    }

    private static HeadPrediction Decode(
        Head head, IReadOnlyList<float[]> outputs, int first, PixelSize input, PixelSize image, DetectionOptions options, NetworkForm form) => head switch
    {
        SegmentationHead segmentation when form.ClassIndices => new SegmentationPrediction(
            segmentation, Labels(outputs[first], MapSize.Of(head, outputs[first], channels: 1, input), image)),
        SegmentationHead segmentation => new SegmentationPrediction(
            segmentation, ClassMaps.ArgMax(outputs[first], head.Classes.Count, MapSize.Of(head, outputs[first], head.Classes.Count, input), image)),
        DetectionHead detection => new DetectionPrediction(
            detection, DetectionDecoder.Decode(outputs[first], outputs[first + 1], detection.DefaultBoxes, head.Classes.Count, options, form)),
        ClassificationHead classification => form.Probabilities
            ? new(classification, [.. outputs[first]])
            : ClassificationPrediction.Of(classification, outputs[first]),
        RegressionHead regression => new RegressionPrediction(
            regression, ValueMaps.Resize(outputs[first], regression.Channels, MapSize.Of(head, outputs[first], regression.Channels, input), image)),
        EmbeddingHead embedding => new EmbeddingPrediction(embedding, [.. outputs[first]]),
        _ => throw new NotSupportedException($"{head} is a {head.GetType().Name}, whose outputs cannot be decoded."),
    };

    private static LabelMap Labels(float[] indices, PixelSize size, PixelSize image)
    {
        var map = new LabelMap(image.Width, image.Height);
        ClassIndices.Resize(indices, size, ImageResampler.Whole, map);
        return map;
    }
}
