namespace MtlDsl.Vision;

/// <summary>A rectangle of whole pixels, the right and the lower edge exclusive.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Right">One past the last column.</param>
/// <param name="Bottom">One past the last row.</param>
public readonly record struct PixelRegion(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>Rows.</summary>
    public int Height => Bottom - Top;

    /// <summary>Whether there is no pixel in it.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>All pixels of a picture.</summary>
    public static PixelRegion Whole(PixelSize size) => new(0, 0, size.Width, size.Height);

    /// <summary>The pixels of a picture whose centres lie in a box, given in fractions of the picture.</summary>
    public static PixelRegion Within(Box box, PixelSize size) => new(
        Edge(box.Left, size.Width), Edge(box.Top, size.Height), Edge(box.Right, size.Width), Edge(box.Bottom, size.Height));

    private static int Edge(float place, int cells) => Math.Clamp((int)MathF.Ceiling(place * cells - 0.5f), 0, cells);
}
