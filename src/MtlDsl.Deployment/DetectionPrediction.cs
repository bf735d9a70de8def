using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The objects in an image.</summary>
/// <param name="Head">The head.</param>
/// <param name="Detections">By falling score; boxes in fractions of the image.</param>
public sealed record DetectionPrediction(DetectionHead Head, IReadOnlyList<Detection> Detections) : HeadPrediction
{
    /// <inheritdoc/>
    public override DetectionHead Head { get; } = Head;
}
