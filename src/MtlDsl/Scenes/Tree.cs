using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>The crown of a tree or bush.</summary>
internal sealed class Tree : IPatch
{
    // Height of the middle of a round crown, in radii.
    private const float CrownHeight = 1.25f;

    private static readonly Vector3[] Leaves =
        [new(0.21f, 0.34f, 0.14f), new(0.26f, 0.39f, 0.16f), new(0.17f, 0.29f, 0.15f), new(0.33f, 0.42f, 0.18f), new(0.25f, 0.34f, 0.20f),
         new(0.40f, 0.41f, 0.19f), new(0.30f, 0.38f, 0.24f)];

    private readonly Vector2 center;
    private readonly float radius;
    private readonly float metre;
    private readonly Vector3 color;
    private readonly float phase;
    private readonly int lobes;
    private readonly bool isConifer;
    private readonly ValueNoise noise;
    private readonly SceneLight light;

    public Tree(SceneRandom random, SceneLight light, ValueNoise noise, Vector2 center, float radius, float metre)
    {
        (this.center, this.radius, this.metre, this.light, this.noise) = (center, radius, metre, light, noise);
        color = random.Pick<Vector3>(Leaves) * random.Between(0.85f, 1.2f);
        phase = random.Between(0, 2 * MathF.PI);
        lobes = random.Whole(4, 8);
        isConifer = random.Chance(0.15f);
    }

    public Box Bounds => new(center.X - 1.2f * radius, center.Y - 1.2f * radius, center.X + 1.2f * radius, center.Y + 1.2f * radius);

    /// <summary>Bushes are as high as they are wide, trees twice that; the crown hangs above the trunk.</summary>
    public CastShadow Shadow => new(
        new Footprint(new Frame(center.X, center.Y, 0), radius, radius), light.Shadow * (radius * (isConifer ? 1.9f : CrownHeight)), 0.88f * radius);

    public int Detail => 2;

    public bool Covers(float x, float y, out Vector3 result, out float height)
    {
        (result, height) = (default, 0);
        var (dx, dy) = ((x - center.X) / radius, (y - center.Y) / radius);
        var distance = MathF.Sqrt(dx * dx + dy * dy);
        if (distance > 1.2f)
            return false;
        var angle = MathF.Atan2(dy, dx);
        var leaves = noise.Octaves(x / 3.4f + phase, y / 3.4f, 2);
        var outline = isConifer
            ? 0.95f + 0.1f * MathF.Cos((lobes + 4) * angle + phase) + 0.08f * leaves
            : 0.93f + 0.06f * MathF.Cos(lobes * angle + phase) + 0.06f * MathF.Cos((lobes / 2) * angle - 2 * phase) + 0.22f * leaves;
        var depth = distance / outline;
        if (depth > 1)
            return false;
        // A dome with clumps of leaves on it; light falls off on the side away from the sun and into the gaps.
        var clumps = noise.Octaves(x / (0.34f * radius + 2) + 2 * phase, y / (0.34f * radius + 2), 2);
        var steepness = isConifer ? 1.1f : depth / MathF.Sqrt(Math.Max(1.08f - depth * depth, 0.08f));
        var normal = Vector3.Normalize(new Vector3(
            (dx / Math.Max(distance, 0.05f)) * steepness + 0.9f * clumps, (dy / Math.Max(distance, 0.05f)) * steepness - 0.9f * clumps, 1.15f));
        var shade = light.Shade(normal) * (1 + 0.42f * leaves + 0.22f * clumps) * (1 - 0.25f * depth * depth);
        var tip = isConifer ? 1.15f - 0.35f * depth : 1;
        result = Vector3.Max(color * (shade * tip), new Vector3(0.03f, 0.05f, 0.03f));
        // The upper half of a ball, or a cone, around the height from which the shadow falls.
        height = (isConifer ? 3 - 2.2f * depth : CrownHeight + 0.88f * MathF.Sqrt(1 - depth * depth)) * radius / metre;
        return true;
    }
}
