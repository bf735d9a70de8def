namespace MtlDsl.Training.Data;

/// <summary>The label for an embedding head.</summary>
/// <param name="identity">What the image shows, as a number that is not negative.</param>
public sealed class IdentityLabel(long identity) : HeadLabels
{
    /// <summary>What the image shows, as a number that is not negative.</summary>
    public long Identity { get; } = identity;
}
