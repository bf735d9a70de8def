using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

internal static class RandomBoxes
{
    /// <summary>A box inside the unit square, 3 to 60 percent of it to a side.</summary>
    public static Box Next(Random random)
    {
        var (width, height) = (.03f + .57f * random.NextSingle(), .03f + .57f * random.NextSingle());
        var (left, top) = (random.NextSingle() * (1 - width), random.NextSingle() * (1 - height));
        return new Box(left, top, left + width, top + height);
    }
}
