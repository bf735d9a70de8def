using System.Numerics;

namespace MtlDsl.Scenes;

/// <summary>What lies flat: ground, roads, parking lots, water.</summary>
internal sealed class Terrain(
    SceneRandom random, float metre, SceneLight light, IReadOnlyList<Road> roads, IReadOnlyList<ParkingLot> lots, Lake? water)
{
    private static readonly Vector3[] Greens =
        [new(0.30f, 0.40f, 0.17f), new(0.36f, 0.43f, 0.20f), new(0.26f, 0.36f, 0.18f), new(0.42f, 0.44f, 0.24f), new(0.33f, 0.46f, 0.22f)];

    private static readonly Vector3[] Soils =
        [new(0.52f, 0.43f, 0.31f), new(0.60f, 0.53f, 0.41f), new(0.46f, 0.36f, 0.27f), new(0.57f, 0.50f, 0.42f)];

    private static readonly Vector3[] Waters = [new(0.13f, 0.25f, 0.27f), new(0.16f, 0.28f, 0.22f), new(0.12f, 0.24f, 0.34f)];

    private readonly ValueNoise noise = new(random);
    private readonly Vector3 green = random.Pick<Vector3>(Greens);
    private readonly Vector3 otherGreen = random.Pick<Vector3>(Greens);
    private readonly Vector3 soil = random.Pick<Vector3>(Soils);
    private readonly Vector3 lake = random.Pick<Vector3>(Waters);
    private readonly float dryness = random.Between(-0.5f, 0.35f);
    private readonly float asphalt = random.Between(0.29f, 0.44f);
    private readonly float asphaltWarmth = random.Between(-0.01f, 0.02f);
    private readonly float paving = random.Between(0.52f, 0.68f);
    private readonly bool yellowMiddle = random.Chance(0.35f);
    private readonly bool mown = random.Chance(0.3f);
    private readonly Frame mowing = new(0, 0, random.Between(0, MathF.PI));

    /// <summary>Paints every pixel.</summary>
    public void Paint(SceneCanvas canvas)
    {
        for (var y = 0; y < canvas.Size.Height; y++)
        for (var x = 0; x < canvas.Size.Width; x++)
        {
            var (color, surface) = At(x + 0.5f, y + 0.5f);
            canvas.Set(x, y, color, surface);
        }
    }

    private (Vector3, AerialSurface) At(float x, float y)
    {
        var (color, surface) = (Ground(x, y), AerialSurface.Ground);
        if (water is not null && water.Distance(x, y) is var shore && shore < 2.2f * metre)
        {
            // Wet sand along the shore, the water over it.
            color = Vector3.Lerp(soil * 0.82f, color, Math.Clamp(shore / (2.2f * metre), 0, 1));
            color = Vector3.Lerp(color, Water(x, y, -shore), Cover(shore));
            surface = shore < 0 ? AerialSurface.Water : surface;
        }
        foreach (var lot in lots)
            if (lot.Footprint.Distance(x, y) is var edge && edge < 0.5f)
            {
                color = Vector3.Lerp(color, Lot(lot, x, y), Cover(edge));
                surface = edge < 0 ? AerialSurface.Road : surface;
            }
        return Roads(x, y, color, surface);
    }

    private (Vector3, AerialSurface) Roads(float x, float y, Vector3 color, AerialSurface surface)
    {
        var nearest = float.PositiveInfinity;
        Road? road = null;
        var pavement = float.PositiveInfinity;
        var others = float.PositiveInfinity;
        foreach (var candidate in roads)
        {
            var distance = candidate.Distance(x, y);
            if (distance < nearest)
                (others, nearest, road) = (nearest, distance, candidate);
            else
                others = Math.Min(others, distance);
            if (candidate.Pavement > 0)
                pavement = Math.Min(pavement, distance - candidate.Pavement);
        }
        if (pavement < 0.5f)
        {
            color = Vector3.Lerp(color, Paving(x, y), Cover(pavement));
            surface = pavement < 0 ? AerialSurface.Ground : surface;
        }
        if (road is null || nearest > 3)
            return (color, surface);

        if (road.Pavement > 0)
            color = Vector3.Lerp(color, new Vector3(0.7f), 0.6f * Cover(nearest - 0.8f));     // the kerb
        else
            color = Vector3.Lerp(color, soil * 0.95f, 0.7f * (1 - Math.Clamp(nearest / 3, 0, 1)));
        if (nearest < 0.5f)
            color = Vector3.Lerp(color, Carriageway(road, x, y, others), Cover(nearest));
        return (color, nearest < 0 ? AerialSurface.Road : surface);
    }

    private Vector3 Ground(float x, float y)
    {
        var broad = noise.Octaves(x / 70 + 3, y / 70 + 8, 3);
        var fine = noise.Octaves(x / 3.1f, y / 3.1f, 2);
        var patches = noise.Octaves(x / 38 + 40, y / 38 + 20, 4);
        var grass = Vector3.Lerp(green, otherGreen, Math.Clamp(0.5f + broad, 0, 1)) * (1 + 0.26f * fine);
        if (mown)
            grass *= 1 + 0.05f * MathF.Sign(MathF.Sin(mowing.ToLocal(x, y).X / (2.2f * metre)));
        var bare = soil * (1 + 0.14f * fine + 0.1f * broad);
        return Vector3.Lerp(grass, bare, Math.Clamp((patches + dryness) * 5, 0, 1));
    }

    private Vector3 Water(float x, float y, float depth)
    {
        var color = Vector3.Lerp(lake * 1.35f + new Vector3(0.05f, 0.05f, 0.02f), lake, Math.Clamp(depth / (5 * metre), 0, 1));
        // Ripples across the light; their sunward flanks glitter.
        var sun = light.Sunward;
        var ripple = noise.Octaves((x + 0.6f * sun.X * y) / 6, (y - 0.4f * sun.Y * x) / 2.6f, 2);
        return color * (1 + 0.16f * ripple) + new Vector3(Math.Max(ripple - 0.42f, 0) * 0.55f);
    }

    private Vector3 Paving(float x, float y)
    {
        var (u, v) = (x / (0.55f * metre), y / (0.55f * metre));
        var joint = u - MathF.Floor(u) < 0.15f || v - MathF.Floor(v) < 0.15f ? 0.93f : 1;
        return new Vector3(paving, paving * 0.98f, paving * 0.94f) * (joint * (1 + 0.07f * noise.Octaves(x / 5, y / 5, 2)));
    }

    private Vector3 Asphalt(float x, float y)
    {
        var grey = asphalt * (1 + 0.1f * noise.Octaves(x / 26, y / 26, 3) + 0.11f * noise.At(x / 1.4f, y / 1.4f));
        return new Vector3(grey + asphaltWarmth, grey, grey - asphaltWarmth + 0.008f);
    }

    private Vector3 Carriageway(Road road, float x, float y, float others)
    {
        var across = road.Across(x, y);
        var color = Asphalt(x, y);
        // Wheels polish two tracks in each lane.
        var lane = (across + road.HalfWidth) / road.LaneWidth;
        color *= 1 + 0.05f * MathF.Cos((lane - MathF.Floor(lane)) * 4 * MathF.PI);
        // No marks where another road crosses.
        if (others < 0.8f * metre)
            return color;
        var along = road.Along(x, y);
        var half = Math.Max(0.14f * metre, 0.6f);
        var white = new Vector3(0.85f, 0.85f, 0.82f);

        // A crossing for people where the junction begins.
        if (others < 3.6f * metre && road.Lanes > 1 && road.Pavement > 0)
        {
            var bar = across / (0.55f * metre);
            var onBar = (int)MathF.Floor(bar) % 2 == 0 && others > 1.1f * metre;
            return onBar ? Vector3.Lerp(color, white, 0.85f) : color;
        }
        if (road.Lanes == 1)
            return color;
        var mark = Cover(Math.Abs(Math.Abs(across) - road.HalfWidth + 0.45f * metre) - half);
        for (var line = 1; line < road.Lanes; line++)
        {
            var middle = 2 * line == road.Lanes;
            var dash = along / (3f * metre);
            var drawn = middle && road.Lanes > 2 ? 1 : Cover((Math.Abs(dash - MathF.Floor(dash) - 0.5f) - 0.25f) * 3 * metre);
            var stroke = Cover(Math.Abs(across + road.HalfWidth - line * road.LaneWidth) - half) * drawn;
            if (middle && yellowMiddle)
                color = Vector3.Lerp(color, new Vector3(0.85f, 0.68f, 0.2f), 0.85f * stroke);
            else
                mark = Math.Max(mark, stroke);
        }
        // Paint wears off in places.
        var wear = 0.75f + 0.25f * noise.At(x / 4 + 11, y / 4 + 5);
        return Vector3.Lerp(color, white, mark * wear);
    }

    private Vector3 Lot(ParkingLot lot, float x, float y)
    {
        var color = Asphalt(x + 31, y + 57) * 1.08f;
        var local = lot.Footprint.Frame.ToLocal(x, y);
        if (lot.Footprint.HalfWidth - Math.Abs(local.Y) > lot.BayLength)
            return color;
        var bay = local.X / lot.BayWidth + lot.BaysPerSide / 2f;
        var line = Math.Abs(bay - MathF.Round(bay)) * lot.BayWidth - Math.Max(0.1f * metre, 0.5f);
        return Vector3.Lerp(color, new Vector3(0.82f), 0.8f * Cover(line));
    }

    // The share of a pixel that an edge at this distance from its middle leaves covered.
    private static float Cover(float distance) => Math.Clamp(0.5f - distance, 0, 1);
}
