namespace MtlDsl.Scenes;

/// <summary>Water with an uneven shore: a pond, or a river through the whole scene.</summary>
/// <param name="Frame">Its middle, and the direction of its length.</param>
/// <param name="HalfLength">Half its length; infinite for a river.</param>
/// <param name="HalfWidth">Half its width.</param>
/// <param name="Noise">Makes the shore.</param>
internal sealed record Lake(Frame Frame, float HalfLength, float HalfWidth, ValueNoise Noise)
{
    /// <summary>About the distance of a point from the shore, negative in the water.</summary>
    public float Distance(float x, float y)
    {
        var local = Frame.ToLocal(x, y);
        var (u, v) = (local.X / HalfLength, local.Y / HalfWidth);
        var even = float.IsInfinity(HalfLength)
            ? Math.Abs(local.Y + 25 * MathF.Sin(local.X / 90)) - HalfWidth
            : (MathF.Sqrt(u * u + v * v) - 1) * HalfWidth;
        // Most of a scene is far from the shore, where the noise does not matter.
        var largest = 0.35f * HalfWidth;
        return even > 3 * largest ? even - largest : even - largest * Noise.Octaves(x / 45, y / 45, 3);
    }
}
