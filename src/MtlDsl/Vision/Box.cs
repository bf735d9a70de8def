namespace MtlDsl.Vision;

/// <summary>
/// An axis-aligned box by its corners. Coordinates are continuous: the box of one whole pixel at the origin is (0, 0, 1, 1).
/// Whether they are pixels or fractions of the image is said where a box is used; data sets and networks use fractions.
/// </summary>
public readonly record struct Box(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Right minus left.</summary>
    public float Width => Right - Left;

    /// <summary>Bottom minus top.</summary>
    public float Height => Bottom - Top;

    /// <summary>Horizontal centre.</summary>
    public float CenterX => (Left + Right) / 2;

    /// <summary>Vertical centre.</summary>
    public float CenterY => (Top + Bottom) / 2;

    /// <summary>Area; zero for an empty or inverted box.</summary>
    public float Area => Math.Max(Width, 0) * Math.Max(Height, 0);

    /// <summary>Intersection over union with another box, 0 to 1; 0 where both are empty.</summary>
    public float Overlap(Box other)
    {
        var intersection = Intersect(other).Area;
        var union = Area + other.Area - intersection;
        return union > 0 ? intersection / union : 0;
    }

    /// <summary>The common part; empty (area 0) where there is none.</summary>
    public Box Intersect(Box other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top),
        Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    /// <summary>The part inside the unit square, for boxes in fractions of the image.</summary>
    public Box ClampToUnit() => new(
        Math.Clamp(Left, 0, 1), Math.Clamp(Top, 0, 1), Math.Clamp(Right, 0, 1), Math.Clamp(Bottom, 0, 1));

    /// <summary>The same box with its coordinates multiplied: from fractions to pixels, say.</summary>
    public Box Scale(float x, float y) => new(Left * x, Top * y, Right * x, Bottom * y);
}
