namespace MtlDsl.Generators.Graph;

/// <summary>How a map is enlarged; the names are those of MtlDsl.Upsampling.</summary>
internal enum Upsampling
{
    Bilinear,
    Transposed,
    Learnt,
}

/// <summary>The ways to enlarge a map.</summary>
internal static class Enlargement
{
    /// <summary>The component that brings a map to a size that is a whole multiple of its own, up to rounding.</summary>
    public static Component Of(Upsampling upsampling, Shape from, int height, int width) => upsampling == Upsampling.Bilinear
        ? new Resize(height, width)
        : new TransposedUpsample(from.Channels, Factor(from, height, width), height, width, upsampling == Upsampling.Learnt);

    private static int Factor(Shape from, int height, int width) => System.Math.Max(Ratio(height, from.Height), Ratio(width, from.Width));

    private static int Ratio(int to, int from) => (to + from - 1) / from;
}
