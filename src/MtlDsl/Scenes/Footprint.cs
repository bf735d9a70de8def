using System.Numerics;

namespace MtlDsl.Scenes;

/// <summary>A turned rectangle on the ground, by half its length and width.</summary>
internal readonly record struct Footprint(Frame Frame, float HalfLength, float HalfWidth)
{
    /// <summary>The rectangle with a margin around it.</summary>
    public Footprint Grow(float margin) => new(Frame, HalfLength + margin, HalfWidth + margin);

    /// <summary>Distance of a point from the edge, negative inside.</summary>
    public float Distance(float x, float y)
    {
        var local = Vector2.Abs(Frame.ToLocal(x, y)) - new Vector2(HalfLength, HalfWidth);
        return Vector2.Max(local, Vector2.Zero).Length() + Math.Min(Math.Max(local.X, local.Y), 0);
    }

    /// <summary>Whether two rectangles have a point in common: whether neither's axes part them.</summary>
    public bool Touches(Footprint other) => !IsPartedFrom(other) && !other.IsPartedFrom(this);

    private bool IsPartedFrom(Footprint other)
    {
        var center = Frame.ToLocal(other.Frame.X, other.Frame.Y);
        var turn = other.Frame.Angle - Frame.Angle;
        var (cos, sin) = (Math.Abs(MathF.Cos(turn)), Math.Abs(MathF.Sin(turn)));
        return Math.Abs(center.X) > HalfLength + cos * other.HalfLength + sin * other.HalfWidth
            || Math.Abs(center.Y) > HalfWidth + sin * other.HalfLength + cos * other.HalfWidth;
    }
}
