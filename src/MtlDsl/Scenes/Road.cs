using System.Numerics;

namespace MtlDsl.Scenes;

/// <summary>A road through the whole scene: straight, or an arc of a large circle.</summary>
internal sealed class Road
{
    private readonly Frame frame;
    private readonly float radius;

    /// <summary>Lays a road.</summary>
    /// <param name="frame">A point on its middle line and its direction there.</param>
    /// <param name="radius">Radius of the arc; negative to turn the other way, 0 for a straight road.</param>
    /// <param name="lanes">Lanes, both directions together.</param>
    /// <param name="laneWidth">Width of a lane in pixels.</param>
    /// <param name="pavement">Width of the pavement on either side, 0 for none.</param>
    public Road(Frame frame, float radius, int lanes, float laneWidth, float pavement)
    {
        (this.frame, this.radius) = (frame, radius);
        (Lanes, LaneWidth, Pavement) = (lanes, laneWidth, pavement);
    }

    public int Lanes { get; }

    public float LaneWidth { get; }

    public float Pavement { get; }

    public float HalfWidth => Lanes * LaneWidth / 2;

    /// <summary>Distance from the middle line, positive to the right of the direction of travel.</summary>
    public float Across(float x, float y)
    {
        var local = frame.ToLocal(x, y);
        if (radius == 0)
            return local.Y;
        var center = new Vector2(0, radius);
        return MathF.CopySign(1, radius) * (Math.Abs(radius) - (local - center).Length());
    }

    /// <summary>Distance along the middle line from the point where it was laid.</summary>
    public float Along(float x, float y)
    {
        var local = frame.ToLocal(x, y);
        return radius == 0 ? local.X : MathF.Atan2(local.X, MathF.CopySign(1, radius) * (radius - local.Y)) * Math.Abs(radius);
    }

    /// <summary>The place and direction at a distance along and across.</summary>
    public Frame At(float along, float across)
    {
        if (radius == 0)
        {
            var point = frame.ToImage(along, across);
            return new Frame(point.X, point.Y, frame.Angle);
        }
        var turn = along / radius;
        var arm = radius - across;
        var place = frame.ToImage(arm * MathF.Sin(turn), radius - arm * MathF.Cos(turn));
        return new Frame(place.X, place.Y, frame.Angle + turn);
    }

    /// <summary>Distance of a point from the carriageway's edge, negative on it.</summary>
    public float Distance(float x, float y) => Math.Abs(Across(x, y)) - HalfWidth;
}
