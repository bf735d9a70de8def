using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>A place and a direction, in pixels: the coordinate system of something that lies turned on the ground.</summary>
internal readonly struct Frame(float x, float y, float angle)
{
    private readonly float cos = MathF.Cos(angle);
    private readonly float sin = MathF.Sin(angle);

    public float X => x;

    public float Y => y;

    /// <summary>Direction of the first axis, in radians from the image's x axis towards its y axis.</summary>
    public float Angle => angle;

    /// <summary>A point of the image as distances along and across the direction.</summary>
    public Vector2 ToLocal(float px, float py) => Turn(px - x, py - y);

    /// <summary>A direction of the image in the frame.</summary>
    public Vector2 Turn(float dx, float dy) => new(dx * cos + dy * sin, dy * cos - dx * sin);

    /// <summary>A direction of the frame in the image.</summary>
    public Vector2 TurnBack(float u, float v) => new(u * cos - v * sin, u * sin + v * cos);

    /// <summary>A point of the frame in the image.</summary>
    public Vector2 ToImage(float u, float v) => new Vector2(x, y) + TurnBack(u, v);

    /// <summary>The upright box around a rectangle with half its length and width.</summary>
    public Box BoundsOf(float halfLength, float halfWidth)
    {
        var (w, h) = (Math.Abs(cos) * halfLength + Math.Abs(sin) * halfWidth, Math.Abs(sin) * halfLength + Math.Abs(cos) * halfWidth);
        return new Box(x - w, y - h, x + w, y + h);
    }

    /// <summary>The upright box around an ellipse with these half axes.</summary>
    public Box BoundsOfEllipse(float halfLength, float halfWidth)
    {
        var w = MathF.Sqrt(cos * cos * halfLength * halfLength + sin * sin * halfWidth * halfWidth);
        var h = MathF.Sqrt(sin * sin * halfLength * halfLength + cos * cos * halfWidth * halfWidth);
        return new Box(x - w, y - h, x + w, y + h);
    }
}
