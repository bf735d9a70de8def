namespace MtlDsl.Vision;

/// <summary>Bilinear interpolation along an axis, pixel centres aligned: PyTorch's <c>align_corners=False</c>.</summary>
internal static class BilinearAxis
{
    /// <summary>The source pixels to both sides of an output pixel's centre, and the share of the second.</summary>
    /// <param name="index">The output pixel.</param>
    /// <param name="size">Output pixels along the axis.</param>
    /// <param name="source">Source pixels along the axis.</param>
    public static (int Low, int High, float Weight) Neighbours(int index, int size, int source)
    {
        var position = Math.Max((index + 0.5f) * source / size - 0.5f, 0);
        var low = Math.Min((int)position, source - 1);
        return (low, Math.Min(low + 1, source - 1), position - low);
    }
}
