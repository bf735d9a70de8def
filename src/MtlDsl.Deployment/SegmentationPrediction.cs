using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The class of every pixel.</summary>
/// <param name="Head">The head.</param>
/// <param name="Labels">Indices of the head's classes, in the image's own size.</param>
public sealed record SegmentationPrediction(SegmentationHead Head, LabelMap Labels) : HeadPrediction
{
    /// <inheritdoc/>
    public override SegmentationHead Head { get; } = Head;
}
