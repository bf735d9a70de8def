namespace MtlDsl.Training.Data;

/// <summary>Exchanges left and right, and top and bottom too where it is asked: from above, every side may be up.</summary>
/// <param name="probability">How often each.</param>
/// <param name="vertical">Whether top and bottom are exchanged too.</param>
public sealed class RandomFlip(double probability = 0.5, bool vertical = false) : Transform
{
    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        if (random.NextDouble() < probability)
            sample.View = sample.View with { Mirrored = !sample.View.Mirrored };
        if (vertical && random.NextDouble() < probability)
            sample.View = sample.View with { UpsideDown = !sample.View.UpsideDown };
    }
}
