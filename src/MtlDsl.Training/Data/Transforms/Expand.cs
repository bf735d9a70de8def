using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Shows the image small within a larger frame of the mean colour, so that small objects are seen more often (SSD's "expansion"). Pixels
/// of the frame have no label for segmentation.
/// </summary>
/// <param name="maxRatio">The frame's sides are up to so many times what was seen before; from 1.</param>
/// <param name="probability">How often.</param>
public sealed class Expand(double maxRatio = 4, double probability = 0.5) : Transform
{
    private readonly double maxRatio = maxRatio >= 1
        ? maxRatio
        : throw new ArgumentOutOfRangeException(
            nameof(maxRatio), maxRatio, "The frame of an expansion is no smaller than the image: 1 or more.");

    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        if (random.NextDouble() >= probability)
            return;
        var ratio = 1 + random.NextDouble() * (maxRatio - 1);
        var window = sample.View.Window;
        var left = (float)(window.Left - random.NextDouble() * (ratio - 1) * window.Width);
        var top = (float)(window.Top - random.NextDouble() * (ratio - 1) * window.Height);
        sample.View = sample.View with
        {
            Window = new Box(left, top, left + (float)ratio * window.Width, top + (float)ratio * window.Height),
        };
    }
}
