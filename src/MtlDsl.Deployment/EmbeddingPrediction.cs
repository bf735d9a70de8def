using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>A vector that lies near those of images of the same thing.</summary>
/// <param name="Head">The head.</param>
/// <param name="Vector">As many numbers as the head's size, of unit length.</param>
public sealed record EmbeddingPrediction(EmbeddingHead Head, float[] Vector) : HeadPrediction
{
    /// <inheritdoc/>
    public override EmbeddingHead Head { get; } = Head;

    internal override void Read(ImageOutputs outputs, int first, ImagePlacement placement, ReadingRules rules) =>
        outputs[first].CopyTo(Vector);
}
