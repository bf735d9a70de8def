using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>The shadow of an upright block or post: its footprint, drawn out in the direction of the light.</summary>
/// <param name="Footprint">The rectangle that throws it.</param>
/// <param name="Offset">Where the shadow of its upper edge falls, relative to the edge.</param>
/// <param name="Rounding">Radius of a circle instead of the rectangle, for round things; 0 for the rectangle.</param>
internal readonly record struct CastShadow(Footprint Footprint, Vector2 Offset, float Rounding = 0)
{
    public Box Bounds
    {
        get
        {
            var box = Rounding > 0
                ? Footprint.Frame.BoundsOf(Rounding, Rounding)
                : Footprint.Frame.BoundsOf(Footprint.HalfLength, Footprint.HalfWidth);
            return new Box(
                box.Left + Math.Min(Offset.X, 0), box.Top + Math.Min(Offset.Y, 0),
                box.Right + Math.Max(Offset.X, 0), box.Bottom + Math.Max(Offset.Y, 0));
        }
    }

    public bool Covers(float x, float y) => Rounding > 0 ? CoversRound(x, y) : CoversBlock(x, y);

    // Whether the circle passes over the point on its way along the offset.
    private bool CoversRound(float x, float y)
    {
        var point = new Vector2(x - Footprint.Frame.X, y - Footprint.Frame.Y);
        var along = Math.Clamp(Vector2.Dot(point, Offset) / Math.Max(Offset.LengthSquared(), 1e-6f), 0, 1);
        return (point - along * Offset).LengthSquared() < Rounding * Rounding;
    }

    // Whether the way from the point back along the offset meets the rectangle.
    private bool CoversBlock(float x, float y)
    {
        var start = Footprint.Frame.ToLocal(x, y);
        var way = -Footprint.Frame.Turn(Offset.X, Offset.Y);
        var (enter, leave) = (0f, 1f);
        return Clip(start.X, way.X, Footprint.HalfLength, ref enter, ref leave)
            && Clip(start.Y, way.Y, Footprint.HalfWidth, ref enter, ref leave);
    }

    private static bool Clip(float start, float way, float half, ref float enter, ref float leave)
    {
        if (Math.Abs(way) < 1e-6f)
            return Math.Abs(start) <= half;
        var (a, b) = ((-half - start) / way, (half - start) / way);
        enter = Math.Max(enter, Math.Min(a, b));
        leave = Math.Min(leave, Math.Max(a, b));
        return enter <= leave;
    }
}
