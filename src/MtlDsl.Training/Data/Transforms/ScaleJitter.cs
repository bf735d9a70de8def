using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Shows everything larger or smaller by a uniformly drawn factor, without changing proportions. Enlarged, a part of what was seen before
/// is seen, somewhere in it; made smaller, all of it is seen, somewhere in a larger part of the image or, beyond it, the mean colour. A
/// <see cref="RandomCrop"/> after it cuts out of what is so enlarged.
/// </summary>
/// <param name="smallest">The smallest factor; above 0.</param>
/// <param name="largest">The largest factor.</param>
public sealed class ScaleJitter(double smallest, double largest) : Transform
{
    private readonly double smallest = smallest > 0
        ? smallest
        : throw new ArgumentOutOfRangeException(nameof(smallest), smallest, "The smallest factor of a scale jitter is more than 0.");

    private readonly double largest = largest >= smallest
        ? largest
        : throw new ArgumentOutOfRangeException(nameof(largest), largest, $"The largest factor of a scale jitter is no less than the smallest, {smallest}.");

    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        var factor = smallest + random.NextDouble() * (largest - smallest);
        sample.Scale *= factor;
        var frame = sample.View.Window;
        var (width, height) = (frame.Width / factor, frame.Height / factor);
        var left = frame.Left + random.NextDouble() * (frame.Width - width);
        var top = frame.Top + random.NextDouble() * (frame.Height - height);
        sample.View = sample.View with { Window = new Box((float)left, (float)top, (float)(left + width), (float)(top + height)) };
    }
}
