using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>A building as one sees it from above: its roof.</summary>
internal sealed class Building : IPatch
{
    // How far the wall around a terrace rises above it, in metres.
    private const float Parapet = 0.9f;

    private static readonly Vector3[] Tiles =
        [new(0.58f, 0.30f, 0.22f), new(0.49f, 0.25f, 0.19f), new(0.64f, 0.40f, 0.28f), new(0.33f, 0.31f, 0.32f), new(0.42f, 0.36f, 0.31f),
         new(0.38f, 0.42f, 0.46f), new(0.55f, 0.47f, 0.38f)];

    private static readonly Vector3[] Terraces =
        [new(0.62f, 0.61f, 0.58f), new(0.74f, 0.73f, 0.70f), new(0.48f, 0.47f, 0.46f), new(0.66f, 0.60f, 0.50f), new(0.83f, 0.83f, 0.82f)];

    private readonly Footprint footprint;
    private readonly RoofKind kind;
    private readonly Vector3 color;
    private readonly float metre;
    private readonly ValueNoise noise;
    private readonly SceneLight light;
    private readonly float slope;
    private readonly Vector2 shadow;
    private readonly float eaves;
    private readonly bool isSeamed;
    private readonly (Footprint Footprint, Vector3 Color, float Height)[] fittings;

    public Building(SceneRandom random, SceneLight light, ValueNoise noise, Footprint footprint, float metre)
    {
        (this.footprint, this.metre, this.noise, this.light) = (footprint, metre, noise, light);
        var large = footprint.HalfLength * footprint.HalfWidth > 70 * metre * metre;
        kind = random.Chance(large ? 0.75f : 0.25f) ? RoofKind.Flat : random.Chance(0.6f) ? RoofKind.Gable : RoofKind.Hip;
        color = (kind == RoofKind.Flat ? random.Pick<Vector3>(Terraces) : random.Pick<Vector3>(Tiles)) * random.Between(0.88f, 1.1f);
        isSeamed = random.Chance(0.3f);
        slope = random.Between(0.5f, 0.85f);
        eaves = random.Between(3.2f, large ? 9 : 6);
        shadow = light.Shadow * metre * eaves;
        fittings = [.. Fittings(random)];
    }

    public CastShadow Shadow => new(footprint, shadow);

    // Thickness of a parapet in pixels.
    private float Wall => 0.45f * metre;

    public Box Bounds => footprint.Frame.BoundsOf(footprint.HalfLength, footprint.HalfWidth);

    public int Detail => 2;

    public bool Covers(float x, float y, out Vector3 result, out float height)
    {
        var local = footprint.Frame.ToLocal(x, y);
        var inside = new Vector2(footprint.HalfLength, footprint.HalfWidth) - Vector2.Abs(local);
        if (inside.X < 0 || inside.Y < 0)
        {
            (result, height) = (default, 0);
            return false;
        }
        result = kind == RoofKind.Flat ? Flat(local, inside, x, y) : Pitched(local, inside, x, y);
        result = OnTop(x, y, result, out var raised);
        height = RoofHeight(inside) + raised / metre;
        return true;
    }

    // Metres above the ground: what throws the building's shadow, the parapet or the eaves, is where the shadow says.
    private float RoofHeight(Vector2 inside)
    {
        if (kind == RoofKind.Flat)
            return Math.Min(inside.X, inside.Y) < Wall ? eaves : eaves - Parapet;
        var fromEaves = kind == RoofKind.Hip ? Math.Min(inside.X, inside.Y) : inside.Y;
        return eaves + slope * fromEaves / metre;
    }

    // A parapet, its shadow on the terrace, gravel and stains.
    private Vector3 Flat(Vector2 local, Vector2 inside, float x, float y)
    {
        var edge = Math.Min(inside.X, inside.Y);
        if (edge < Wall)
            return color * (edge < 0.2f * metre ? 0.95f : 1.12f);
        var stain = 1 + 0.12f * noise.Octaves(x / 17, y / 17, 3) + 0.07f * noise.At(x / 1.3f, y / 1.3f);
        // The parapet's shadow: towards the sun a wall stands close.
        var back = local - footprint.Frame.Turn(light.Shadow.X, light.Shadow.Y) * (Parapet * metre);
        var shaded = Math.Abs(back.X) > footprint.HalfLength - Wall || Math.Abs(back.Y) > footprint.HalfWidth - Wall;
        return color * (stain * (shaded ? 0.66f : 0.97f));
    }

    // Slopes that rise from the eaves to a ridge along the length; courses of tiles or seams of sheet metal.
    private Vector3 Pitched(Vector2 local, Vector2 inside, float x, float y)
    {
        var onEnd = kind == RoofKind.Hip && inside.X < inside.Y;
        var outward = onEnd ? new Vector2(MathF.Sign(local.X), 0) : new Vector2(0, MathF.Sign(local.Y));
        var across = footprint.Frame.TurnBack(outward.X, outward.Y);
        var shade = light.Shade(Vector3.Normalize(new Vector3(across * slope, 1)));
        var fromEaves = onEnd ? inside.X : inside.Y;
        var along = onEnd ? local.Y : local.X;
        var course = isSeamed ? along / (0.55f * metre) : fromEaves / (0.42f * metre);
        var line = course - MathF.Floor(course) < 0.25f ? 0.9f : 1.02f;
        var result = color * (shade * line * (1 + 0.09f * noise.Octaves(x / 9, y / 9, 3) + 0.06f * noise.At(x / 1.7f, y / 1.7f)));
        var ridge = kind == RoofKind.Hip
            ? Math.Min(Math.Abs(inside.X - inside.Y) * 0.7f, inside.Y < inside.X ? Math.Abs(local.Y) : float.PositiveInfinity)
            : Math.Abs(local.Y);
        if (ridge < 0.22f * metre)
            return color * (1.12f * light.Shade(Vector3.UnitZ));
        return Math.Min(inside.X, inside.Y) < 0.18f * metre ? result * 0.8f : result;
    }

    // Chimneys, machines, skylights and solar panels, with their shadows and how far they rise from the roof in pixels.
    private Vector3 OnTop(float x, float y, Vector3 under, out float raised)
    {
        raised = 0;
        foreach (var (place, paint, height) in fittings)
        {
            if (place.Distance(x, y) < 0)
            {
                raised = height;
                var local = place.Frame.ToLocal(x, y);
                var nearEdge = place.HalfLength - Math.Abs(local.X) < 0.5f || place.HalfWidth - Math.Abs(local.Y) < 0.5f;
                return paint * (nearEdge ? 0.82f : 1);
            }
            if (height > 0 && new CastShadow(place, light.Shadow * height).Covers(x, y))
                under *= 0.6f;
        }
        return under;
    }

    private IEnumerable<(Footprint, Vector3, float)> Fittings(SceneRandom random)
    {
        if (kind == RoofKind.Flat)
        {
            for (var i = random.Whole(1, 5); i > 0; i--)
            {
                var (length, width) = (random.Between(0.5f, 1.5f) * metre, random.Between(0.5f, 1.1f) * metre);
                if (footprint.HalfLength < length + 1.2f * metre || footprint.HalfWidth < width + 1.2f * metre)
                    continue;
                var u = random.Between(-1, 1) * (footprint.HalfLength - length - metre);
                var v = random.Between(-1, 1) * (footprint.HalfWidth - width - metre);
                var grey = random.Between(0.55f, 0.85f);
                yield return (At(u, v, length, width), new Vector3(grey, grey, grey * 1.02f), random.Between(0.6f, 1.6f) * metre);
            }
            yield break;
        }
        var side = random.Chance(0.5f) ? 1 : -1;
        if (random.Chance(0.6f))
            yield return (
                At(random.Between(-0.6f, 0.6f) * footprint.HalfLength, side * random.Between(0.1f, 0.4f) * footprint.HalfWidth,
                    0.45f * metre, 0.4f * metre),
                new Vector3(0.5f, 0.38f, 0.34f), 1.4f * metre);
        if (random.Chance(0.35f) && footprint.HalfWidth > 2.5f * metre)
        {
            var rows = random.Whole(2, 4);
            for (var i = 0; i < rows; i++)
                yield return (
                    At((i - (rows - 1) / 2f) * 1.5f * metre, -side * 0.48f * footprint.HalfWidth, 0.7f * metre, 0.27f * footprint.HalfWidth),
                    new Vector3(0.10f, 0.13f, 0.22f), 0);
        }
    }

    private Footprint At(float u, float v, float halfLength, float halfWidth)
    {
        var place = footprint.Frame.ToImage(u, v);
        return new Footprint(new Frame(place.X, place.Y, footprint.Frame.Angle), halfLength, halfWidth);
    }
}
