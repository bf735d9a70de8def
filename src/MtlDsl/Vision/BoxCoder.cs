namespace MtlDsl.Vision;

/// <summary>
/// How a detection head says where an object is, relative to a default box: SSD's centre-size code (Liu et al., 2016, section 2.2),
/// with the variances of Caffe's implementation.
/// </summary>
public static class BoxCoder
{
    /// <summary>What offsets of the centre are divided by, after the default box's size.</summary>
    public const float CenterVariance = 0.1f;

    /// <summary>What logarithms of the size ratio are divided by.</summary>
    public const float SizeVariance = 0.2f;

    // A box without width has no logarithm: sizes below this count as this.
    private const float SmallestSize = 1e-4f;

    /// <summary>Offsets of a box (corners) from a default box (centre and size), both in fractions of the image.</summary>
    public static (float X, float Y, float Width, float Height) Encode(
        Box box, (float X, float Y, float Width, float Height) defaultBox) => (
        (box.CenterX - defaultBox.X) / defaultBox.Width / CenterVariance,
        (box.CenterY - defaultBox.Y) / defaultBox.Height / CenterVariance,
        MathF.Log(Math.Max(box.Width, SmallestSize) / defaultBox.Width) / SizeVariance,
        MathF.Log(Math.Max(box.Height, SmallestSize) / defaultBox.Height) / SizeVariance);

    /// <summary>The box (corners, fractions of the image) that offsets from a default box stand for; not clamped to the image.</summary>
    public static Box Decode(
        (float X, float Y, float Width, float Height) offsets, (float X, float Y, float Width, float Height) defaultBox)
    {
        var x = defaultBox.X + offsets.X * CenterVariance * defaultBox.Width;
        var y = defaultBox.Y + offsets.Y * CenterVariance * defaultBox.Height;
        var halfWidth = defaultBox.Width * MathF.Exp(offsets.Width * SizeVariance) / 2;
        var halfHeight = defaultBox.Height * MathF.Exp(offsets.Height * SizeVariance) / 2;
        return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
}
