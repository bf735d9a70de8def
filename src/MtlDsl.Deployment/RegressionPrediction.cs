using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The values of every pixel.</summary>
/// <param name="Head">The head.</param>
/// <param name="Values">In the unit of the head's labels, enlarged bilinearly to the image's own size.</param>
public sealed record RegressionPrediction(RegressionHead Head, ValueMap Values) : HeadPrediction
{
    /// <inheritdoc/>
    public override RegressionHead Head { get; } = Head;
}
