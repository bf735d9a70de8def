using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>A motor vehicle, its front along its frame's direction.</summary>
internal sealed class Vehicle : IPatch
{
    private static readonly Vector3[] Paints =
        [new(0.90f, 0.90f, 0.90f), new(0.90f, 0.90f, 0.90f), new(0.72f, 0.73f, 0.75f), new(0.55f, 0.56f, 0.58f), new(0.14f, 0.14f, 0.16f),
         new(0.10f, 0.10f, 0.11f), new(0.30f, 0.31f, 0.34f), new(0.62f, 0.10f, 0.10f), new(0.14f, 0.24f, 0.48f), new(0.20f, 0.36f, 0.60f),
         new(0.72f, 0.64f, 0.48f), new(0.16f, 0.32f, 0.24f), new(0.85f, 0.66f, 0.14f), new(0.76f, 0.36f, 0.12f)];

    private static readonly Vector3[] Cargo =
        [new(0.88f, 0.88f, 0.86f), new(0.80f, 0.80f, 0.82f), new(0.30f, 0.42f, 0.58f), new(0.60f, 0.25f, 0.20f), new(0.45f, 0.48f, 0.42f)];

    // Height of bonnets, boots and load areas in metres.
    private const float Bonnet = 0.95f;

    private static readonly Vector3 Glass = new(0.10f, 0.13f, 0.17f);
    private static readonly Vector3 Trim = new(0.07f, 0.07f, 0.08f);

    private readonly Footprint footprint;
    private readonly VehicleKind kind;
    private readonly Vector3 paint;
    private readonly Vector3 cargo;
    private readonly Vector2 sun;
    private readonly Vector2 shadow;
    private readonly float top;

    public Vehicle(SceneRandom random, SceneLight light, VehicleKind kind, Frame frame, float metre)
    {
        (this.kind, Frame) = (kind, frame);
        footprint = FootprintOf(random, kind, frame, metre);
        paint = random.Pick<Vector3>(Paints) * random.Between(0.9f, 1.08f);
        cargo = random.Pick<Vector3>(Cargo) * random.Between(0.9f, 1.05f);
        sun = frame.Turn(light.Sunward.X, light.Sunward.Y);
        top = kind switch { VehicleKind.Truck => 3.2f, VehicleKind.Van => 2.2f, _ => 1.4f };
        shadow = light.Shadow * (top * metre);
    }

    public Frame Frame { get; }

    public Footprint Footprint => footprint;

    public CastShadow Shadow => new(footprint, shadow);

    public Box Bounds => Frame.BoundsOf(footprint.HalfLength, footprint.HalfWidth);

    public int Detail => 3;

    public bool Covers(float x, float y, out Vector3 color, out float height)
    {
        (color, height) = (default, 0);
        var local = Frame.ToLocal(x, y);
        // Rounded corners.
        var corner = 0.3f * footprint.HalfWidth;
        var beyond = Vector2.Max(
            Vector2.Abs(local) - new Vector2(footprint.HalfLength - corner, footprint.HalfWidth - corner), Vector2.Zero).Length() - corner;
        if (beyond > 0)
            return false;
        // From rear (-1) to front (1), from left (-1) to right (1).
        var (s, t) = (local.X / footprint.HalfLength, local.Y / footprint.HalfWidth);
        color = kind switch
        {
            VehicleKind.Van => Van(s, t),
            VehicleKind.Truck => Truck(s, t),
            VehicleKind.PickUp => PickUp(s, t),
            _ => Car(s, t),
        };
        if (beyond > -0.7f)
            color *= 0.72f;
        height = IsCabin(s) ? top : Bonnet;
        return true;
    }

    // The highest part, from rear to front; the rest is as low as a bonnet.
    private bool IsCabin(float s) => kind switch
    {
        VehicleKind.Car => s is > -0.72f and < 0.42f,
        VehicleKind.Estate => s is > -0.9f and < 0.42f,
        VehicleKind.PickUp => s is > -0.1f and < 0.45f,
        _ => true,
    };

    private static Footprint FootprintOf(SceneRandom random, VehicleKind kind, Frame frame, float metre)
    {
        var (length, width) = kind switch
        {
            VehicleKind.Truck => (random.Between(7.2f, 10.8f), 2.5f),
            VehicleKind.Van => (random.Between(5.3f, 6.4f), 2.1f),
            VehicleKind.PickUp => (random.Between(5.0f, 5.5f), 2.0f),
            VehicleKind.Estate => (random.Between(4.5f, 4.9f), 1.9f),
            _ => (random.Between(4.0f, 4.7f), random.Between(1.75f, 1.9f)),
        };
        return new Footprint(frame, length / 2 * metre, width / 2 * metre);
    }

    // Painted metal: brighter where it curves towards the sun.
    private Vector3 Body(Vector3 color, float s, float t, float curve)
    {
        var towards = curve * (0.35f * s * s * s * sun.X + t * Math.Abs(t) * sun.Y);
        return color * (0.97f + 0.3f * towards) + new Vector3(0.06f * Math.Max(towards, 0));
    }

    // Glass mirrors the sky where it leans towards the light.
    private Vector3 Window(float s, float t, float facing) =>
        Glass + new Vector3(0.16f, 0.19f, 0.22f) * Math.Clamp(0.35f + 0.5f * facing * sun.X + 0.3f * t + 0.2f * s, 0, 1);

    private Vector3 Lights(float s, float t, Vector3 otherwise)
    {
        var side = Math.Abs(t) is > 0.5f and < 0.92f;
        if (side && s > 0.93f)
            return new Vector3(0.95f, 0.94f, 0.85f);
        return side && s < -0.95f ? new Vector3(0.6f, 0.06f, 0.05f) : otherwise;
    }

    private Vector3 Car(float s, float t)
    {
        var isEstate = kind == VehicleKind.Estate;
        var (rearGlass, rearEnd) = isEstate ? (-0.78f, -0.9f) : (-0.48f, -0.72f);
        var side = Math.Abs(t);
        var taper = 0.86f - 0.1f * Math.Abs(s);
        if (s < 0.42f - 0.06f * t * t && s > 0.14f && side < taper)
            return Window(s, t, 1);
        if (s < rearGlass && s > rearEnd + 0.04f * t * t && side < taper - 0.02f)
            return Window(s, t, -1);
        if (s <= 0.14f && s >= rearGlass && side > 0.74f && side < 0.88f)
            return Math.Abs(s + 0.15f) < 0.04f ? Body(paint, s, t, 1) : Glass * 1.2f;
        if (s <= 0.14f && s >= rearGlass && side <= 0.74f)
            return Body(paint, 0, t, 0.5f) * 1.06f;
        // The bonnet has two creases, the boot a gap.
        var crease = s > 0.45f && Math.Abs(side - 0.55f) < 0.05f ? 0.9f : 1;
        return Lights(s, t, Body(paint, s, t, 1) * crease);
    }

    private Vector3 PickUp(float s, float t)
    {
        var side = Math.Abs(t);
        if (s > 0)
            return s < 0.45f && s > 0.24f && side < 0.84f ? Window(s, t, 1) : Lights(s, t, Body(paint, s, t, 1));
        if (s > -0.07f && side < 0.8f)
            return Window(s, t, -1);
        if (s > -0.93f && s < -0.1f && side < 0.78f)
            return Trim * (2.2f + 0.5f * MathF.Sign(MathF.Sin(40 * t)));
        return Lights(s, t, Body(paint, s, t, 0.6f));
    }

    private Vector3 Van(float s, float t)
    {
        var side = Math.Abs(t);
        if (s > 0.6f && s < 0.82f - 0.05f * t * t && side < 0.86f)
            return Window(s, t, 1);
        if (s > 0.38f && s <= 0.6f && side > 0.86f)
            return Glass;
        var rib = s < 0.5f && s > -0.92f && Math.Abs(s * 4 - MathF.Round(s * 4)) < 0.06f && side < 0.8f ? 0.93f : 1;
        return Lights(s, t, Body(paint, s, t, 0.7f) * rib);
    }

    private Vector3 Truck(float s, float t)
    {
        var side = Math.Abs(t);
        if (s > 0.66f)
        {
            if (s > 0.88f && s < 0.97f && side < 0.85f)
                return Window(s, t, 1);
            return Body(paint, s, t, 0.6f) * (s < 0.84f ? 1.04f : 1);
        }
        if (s > 0.6f)
            return Trim;
        var rib = Math.Abs(s * 7 - MathF.Round(s * 7)) < 0.08f ? 0.93f : 1;
        return cargo * (rib * (1 + 0.08f * t * sun.Y)) * (side > 0.92f || s < -0.97f || s > 0.57f ? 0.85f : 1);
    }
}
