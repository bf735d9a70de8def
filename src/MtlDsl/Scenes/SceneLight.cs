using System.Numerics;

namespace MtlDsl.Scenes;

/// <summary>The sun of a scene and the camera's exposure.</summary>
internal sealed class SceneLight
{
    private const float Ambient = 0.5f;
    private const float Direct = 0.75f;
    private readonly Vector3 toSun;

    public SceneLight(SceneRandom random)
    {
        var azimuth = random.Between(0, 2 * MathF.PI);
        var elevation = random.Between(0.6f, 1.1f);
        toSun = new Vector3(
            MathF.Cos(azimuth) * MathF.Cos(elevation), MathF.Sin(azimuth) * MathF.Cos(elevation), MathF.Sin(elevation));
        Shadow = -new Vector2(toSun.X, toSun.Y) / toSun.Z;
        var warmth = random.Between(-0.04f, 0.06f);
        Exposure = random.Between(0.9f, 1.12f) * new Vector3(1 + warmth, 1, 1 - warmth);
        Haze = random.Between(0, 0.06f);
    }

    /// <summary>Where the shadow of a point falls, relative to the point below it, for each unit of height.</summary>
    public Vector2 Shadow { get; }

    /// <summary>What the colours are multiplied by.</summary>
    public Vector3 Exposure { get; }

    /// <summary>How much of the air's white lies over the scene.</summary>
    public float Haze { get; }

    /// <summary>Direction to the sun along the ground; its length grows as the sun sinks.</summary>
    public Vector2 Sunward => new(toSun.X, toSun.Y);

    /// <summary>Brightness of a slope relative to flat ground.</summary>
    /// <param name="normal">Away from the slope, of length 1; x and y along the image, z up.</param>
    public float Shade(Vector3 normal) =>
        (Ambient + Direct * Math.Max(Vector3.Dot(normal, toSun), 0)) / (Ambient + Direct * toSun.Z);
}
