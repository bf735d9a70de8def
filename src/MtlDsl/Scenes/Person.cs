using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>Someone on foot seen from above: head and shoulders, arms and a stride, and a shadow that tells more.</summary>
internal sealed class Person : IPatch
{
    // Height of head, shoulders, hands and feet in metres; larger than life, as the rest.
    private const float Top = 2.3f, Shoulders = 1.9f, Hands = 1.1f, Feet = 0.2f;

    private static readonly Vector3[] Clothes =
        [new(0.85f, 0.85f, 0.84f), new(0.12f, 0.13f, 0.18f), new(0.75f, 0.14f, 0.13f), new(0.16f, 0.28f, 0.62f), new(0.86f, 0.70f, 0.16f),
         new(0.22f, 0.45f, 0.30f), new(0.55f, 0.30f, 0.50f), new(0.88f, 0.45f, 0.12f), new(0.40f, 0.42f, 0.46f)];

    private static readonly Vector3[] Trousers =
        [new(0.14f, 0.16f, 0.24f), new(0.10f, 0.10f, 0.10f), new(0.45f, 0.39f, 0.30f), new(0.28f, 0.30f, 0.34f)];

    private static readonly Vector3[] Hair =
        [new(0.12f, 0.09f, 0.07f), new(0.26f, 0.17f, 0.10f), new(0.58f, 0.47f, 0.28f), new(0.55f, 0.54f, 0.53f), new(0.8f, 0.78f, 0.7f)];

    private static readonly Vector3[] Skin = [new(0.80f, 0.60f, 0.48f), new(0.62f, 0.43f, 0.31f), new(0.40f, 0.27f, 0.19f)];

    // Half of the shoulders' width; everything else is measured by it.
    private readonly float size;
    private readonly float stride;
    private readonly Vector3 clothes, trousers, hair, skin;
    private readonly Vector2 shadow;

    public Person(SceneRandom random, SceneLight light, Frame frame, float metre)
    {
        Frame = frame;
        // Larger than life: from so high up someone would be three pixels wide, too few to be found.
        size = metre * random.Between(0.76f, 0.95f);
        stride = random.Between(0.55f, 1.05f) * (random.Chance(0.5f) ? 1 : -1);
        (clothes, trousers) = (random.Pick<Vector3>(Clothes), random.Pick<Vector3>(Trousers));
        (hair, skin) = (random.Pick<Vector3>(Hair), random.Pick<Vector3>(Skin));
        shadow = light.Shadow * (Top * metre);
    }

    public Frame Frame { get; }

    public CastShadow Shadow => new(new Footprint(Frame, 0, 0), shadow, 0.45f * size);

    public Box Bounds => Frame.BoundsOfEllipse(1.15f * size, 1.05f * size);

    public int Detail => 4;

    public bool Covers(float x, float y, out Vector3 color, out float height)
    {
        var local = Frame.ToLocal(x, y) / size;
        var (u, v) = (local.X, local.Y);
        if (Inside(u - 0.05f, v, 0.42f, 0.42f))
        {
            (color, height) = (hair * (u > 0.1f ? 1.25f : 1), Top);
            return true;
        }
        if (Inside(u, v, 0.48f, 0.98f))
        {
            (color, height) = (clothes * (1 - 0.25f * Math.Abs(v)), Shoulders);
            return true;
        }
        // One foot before, one behind; the arms swing the other way.
        if (Inside(u - stride * 0.55f, v - 0.3f, 0.5f, 0.24f) || Inside(u + stride * 0.55f, v + 0.3f, 0.5f, 0.24f))
        {
            (color, height) = (trousers, Feet);
            return true;
        }
        (color, height) = (skin, Hands);
        return Inside(u + stride * 0.4f, v - 0.78f, 0.24f, 0.2f) || Inside(u - stride * 0.4f, v + 0.78f, 0.24f, 0.2f);
    }

    private static bool Inside(float u, float v, float halfLength, float halfWidth)
    {
        (u, v) = (u / halfLength, v / halfWidth);
        return u * u + v * v < 1;
    }
}
