using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>Counts images that lose most of their pixels on the way into a network.</summary>
/// <param name="input">The network's input.</param>
internal sealed class ReducedImages(PixelSize input)
{
    // What is this many pixels wide in the image is one pixel wide for the network.
    private const double Worth = 4;

    private PixelSize largest;
    private int count;

    /// <summary>Notes an image's size.</summary>
    public void Add(PixelSize size)
    {
        if (Factor(size) < Worth)
            return;
        count++;
        if (Factor(size) > Factor(largest))
            largest = size;
    }

    /// <summary>A sentence about them; null where there are none.</summary>
    public string? Describe() => count == 0 ? null : FormattableString.Invariant(
        $"{count} of the images have far more pixels than the network sees: {largest.Width} x {largest.Height} were reduced to {input.Width} x {input.Height}, {Factor(largest):0.#} to 1, and small objects with them. Cut such images into parts of about {input.Width} x {input.Height}.");

    private double Factor(PixelSize size) => Math.Max((double)size.Width / input.Width, (double)size.Height / input.Height);
}
