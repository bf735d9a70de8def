namespace MtlDsl;

/// <summary>
/// Triplet loss of an embedding head with the hardest examples of the batch (Hermans et al., "In Defense of the Triplet Loss", 2017): for
/// every image that has one of the same identity and one of another, <c>max(0, margin + farthest same - nearest other)</c> in Euclidean
/// distances; the mean over these images. A batch without two images of one identity teaches nothing.
/// </summary>
public sealed class TripletLossAttribute : LossAttribute
{
    /// <summary>How much nearer the same identity is to be; vectors have unit length, so distances are 0 to 2. 0.3 if not given.</summary>
    public double Margin { get; set; } = 0.3;
}
