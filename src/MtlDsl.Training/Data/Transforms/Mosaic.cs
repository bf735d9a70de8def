using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Puts parts of four samples of the data set around a random point (Bochkovskiy et al., 2020, "YOLOv4", section 3.3), so that one image
/// holds the objects and surroundings of four. Transforms before it are applied to each of the four by itself, those after it to all.
/// Each part shows its sample at no more than the size that it had alone, and fills its corner. Labels of whole images stay where all four
/// agree.
/// </summary>
/// <param name="probability">How often.</param>
/// <param name="minShare">Least side of a part, in fractions of the picture; at most 0.5.</param>
public sealed class Mosaic(double probability = 0.5, double minShare = 0.3) : Transform
{
    private readonly double minShare = minShare is > 0 and <= 0.5
        ? minShare
        : throw new ArgumentOutOfRangeException(nameof(minShare), minShare, "The least side of a mosaic's part is more than 0 and at most 0.5.");

    /// <summary>Without a data set to draw from all four parts are of the sample itself.</summary>
    public override void Apply(Sample sample, Random random) => Apply(sample, random, () => sample);

    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random, Func<Sample> another)
    {
        if (random.NextDouble() >= probability)
            return;
        float Split() => (float)(minShare + random.NextDouble() * (1 - 2 * minShare));
        var (x, y) = (Split(), Split());
        Box[] corners = [new(0, 0, x, y), new(x, 0, 1, y), new(0, y, x, 1), new(x, y, 1, 1)];
        random.Shuffle(corners);
        Sample[] samples = [sample, another(), another(), another()];
        sample.Compose([.. samples.Zip(corners, (part, corner) => (part, Place(corner, random), corner))]);
    }

    // Where all of a sample would lie so that the part in the corner shows something of it everywhere.
    private static Box Place(Box corner, Random random)
    {
        var least = Math.Max(corner.Width, corner.Height);
        var side = (float)(least + random.NextDouble() * (1 - least));
        var left = (float)(corner.Left - random.NextDouble() * (side - corner.Width));
        var top = (float)(corner.Top - random.NextDouble() * (side - corner.Height));
        return new Box(left, top, left + side, top + side);
    }
}
