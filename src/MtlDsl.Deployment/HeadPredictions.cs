using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>Makes what heads say of an image of a network's outputs, wherever these were computed.</summary>
public static class HeadPredictions
{
    /// <summary>Decodes the outputs for one image that was warped to the input.</summary>
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
        var prediction = new NetworkPrediction(architecture);
        prediction.Read(new ImageOutputs(outputs), ImagePlacement.Of(image, architecture.Input, ImageFit.Warp), new ReadingRules(detection, form ?? NetworkForm.Plain));
        return prediction.Heads;
    }
}
