using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Sees a part of a fixed size in pixels, somewhere in what was seen before: objects keep their proportions and their scale, which is the
/// image's own or that of a <see cref="ScaleJitter"/> before it. Where the part is larger than what was seen, that lies somewhere in it, and
/// the rest is the mean colour.
/// </summary>
/// <param name="width">The part's width in pixels; 0 for that of the network's input.</param>
/// <param name="height">The part's height in pixels; 0 for that of the network's input.</param>
public sealed class RandomCrop(int width = 0, int height = 0) : Transform
{
    private readonly int width = width >= 0
        ? width
        : throw new ArgumentOutOfRangeException(nameof(width), width, "The width of a crop is a number of pixels: 1 or more.");

    private readonly int height = height >= 0
        ? height
        : throw new ArgumentOutOfRangeException(nameof(height), height, "The height of a crop is a number of pixels: 1 or more.");

    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        var frame = sample.View.Window;
        var cropWidth = (float)((width == 0 ? sample.Input.Width : width) / (sample.Size.Width * sample.Scale));
        var cropHeight = (float)((height == 0 ? sample.Input.Height : height) / (sample.Size.Height * sample.Scale));
        var left = (float)(frame.Left + random.NextDouble() * (frame.Width - cropWidth));
        var top = (float)(frame.Top + random.NextDouble() * (frame.Height - cropHeight));
        sample.View = sample.View with { Window = new Box(left, top, left + cropWidth, top + cropHeight) };
    }
}
