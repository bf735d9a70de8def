using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>
/// A made-up photo from a drone some 60 to 100 metres up, with everything in it known: the surface under every pixel, how high
/// it lies, and a box around every vehicle and person. The same seed and size give the same scene, so a data set needs no download, only a range of seeds.
/// </summary>
public sealed class AerialScene
{
    private AerialScene(RgbImage image, LabelMap surfaces, ValueMap heights, IReadOnlyList<(AerialObjectKind, Box)> objects) =>
        (Image, Surfaces, Heights, Objects) = (image, surfaces, heights, objects);

    /// <summary>Names of the labels in <see cref="Surfaces"/>, in their order.</summary>
    public static IReadOnlyList<string> SurfaceNames { get; } = [.. Enum.GetNames<AerialSurface>().Select(name => name.ToLowerInvariant())];

    /// <summary>Names of the kinds in <see cref="Objects"/>, in their order.</summary>
    public static IReadOnlyList<string> ObjectNames { get; } = [.. Enum.GetNames<AerialObjectKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>The picture.</summary>
    public RgbImage Image { get; }

    /// <summary>A value of <see cref="AerialSurface"/> a pixel; vehicles and people do not hide the surface that they are on.</summary>
    public LabelMap Surfaces { get; }

    /// <summary>
    /// Metres above the ground of what one sees in a pixel, one channel: roofs with their slopes, parapets and chimneys, crowns of trees,
    /// vehicles and people; 0 for ground, roads and water. They agree with the shadows in the picture.
    /// </summary>
    public ValueMap Heights { get; }

    /// <summary>Kind and upright box, in fractions of the image, of every vehicle and person that is mostly in the picture.</summary>
    public IReadOnlyList<(AerialObjectKind Kind, Box Box)> Objects { get; }

    /// <summary>Makes a scene.</summary>
    /// <param name="seed">Any number; each gives another scene.</param>
    /// <param name="size">
    /// Size of the picture. Its shorter side shows about 70 metres whatever its length; at 320 pixels vehicles are 15 to 60 pixels long
    /// and people 6 to 12.
    /// </param>
    public static AerialScene Render(ulong seed, PixelSize size)
    {
        var layout = new SceneLayout(new SceneRandom(seed), size);
        var canvas = new SceneCanvas(size);

        // From the ground up: what lies flat, the shadows on it, what stands on it, what rises above.
        layout.Terrain.Paint(canvas);
        foreach (var building in layout.Buildings)
            canvas.Cast(building.Shadow);
        foreach (var tree in layout.Trees)
            canvas.Cast(tree.Shadow);
        // Before they cast shadows themselves: how much of the others' falls on them.
        var vehicles = layout.Vehicles.Select(vehicle => (vehicle, canvas.Brightness(vehicle.Frame))).ToArray();
        var people = layout.People.Select(person => (person, canvas.Brightness(person.Frame))).ToArray();
        foreach (var (vehicle, _) in vehicles)
            canvas.Cast(vehicle.Shadow);
        foreach (var (person, _) in people)
            canvas.Cast(person.Shadow);
        canvas.ApplyShadows();
        foreach (var (vehicle, brightness) in vehicles)
            canvas.Paint(vehicle, brightness);
        foreach (var (person, brightness) in people)
            canvas.Paint(person, brightness);
        foreach (var building in layout.Buildings)
            canvas.Paint(building, 1, AerialSurface.Building);
        foreach (var tree in layout.Trees)
            canvas.Paint(tree, 1, AerialSurface.Plant);

        var objects = new List<(AerialObjectKind, Box)>();
        foreach (var vehicle in layout.Vehicles)
            objects.Add((AerialObjectKind.Vehicle, Fraction(vehicle.Bounds, size)));
        foreach (var person in layout.People)
            objects.Add((AerialObjectKind.Person, Fraction(person.Bounds, size)));
        return new AerialScene(canvas.Develop(layout.Light, seed), canvas.Labels, canvas.Heights, objects);
    }

    private static Box Fraction(Box pixels, PixelSize size) => pixels.Scale(1f / size.Width, 1f / size.Height).ClampToUnit();
}
