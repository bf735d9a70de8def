namespace MtlDsl.Training.Data;

/// <summary>Exchanges left and right.</summary>
/// <param name="probability">How often.</param>
public sealed class RandomFlip(double probability = 0.5) : Transform
{
    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        if (random.NextDouble() < probability)
            sample.View = sample.View with { Mirrored = !sample.View.Mirrored };
    }
}
