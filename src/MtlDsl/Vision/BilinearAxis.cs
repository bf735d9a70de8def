namespace MtlDsl.Vision;

/// <summary>Bilinear interpolation along an axis, pixel centres aligned: PyTorch's <c>align_corners=False</c>.</summary>
internal readonly struct BilinearAxis
{
    private readonly int size, source;
    private readonly float scale, offset;

    /// <summary>Plans an axis.</summary>
    /// <param name="size">Output pixels along the axis.</param>
    /// <param name="source">Source pixels along the axis.</param>
    /// <param name="from">Where the output begins, as a fraction of the source.</param>
    /// <param name="to">Where it ends.</param>
    public BilinearAxis(int size, int source, float from = 0, float to = 1)
    {
        (this.size, this.source) = (size, source);
        (scale, offset) = (source * (to - from), from * source - 0.5f);
    }

    /// <summary>The source pixels to both sides of an output pixel's centre, and the share of the second.</summary>
    public (int Low, int High, float Weight) this[int index]
    {
        get
        {
            var position = Math.Clamp((index + 0.5f) * scale / size + offset, 0, source - 1);
            var low = (int)position;
            return (low, Math.Min(low + 1, source - 1), position - low);
        }
    }

    /// <summary>All of them, in memory that is longer where it was rented.</summary>
    public void CopyTo(Span<(int Low, int High, float Weight)> neighbours)
    {
        for (var i = 0; i < size; i++)
            neighbours[i] = this[i];
    }
}
