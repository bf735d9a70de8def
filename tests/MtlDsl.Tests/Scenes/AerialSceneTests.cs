using MtlDsl.Scenes;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Scenes;

public sealed class AerialSceneTests
{
    private static readonly PixelSize Size = new(320, 320);
    private static readonly AerialScene[] Scenes = [.. Enumerable.Range(0, 24).Select(i => AerialScene.Render((ulong)i, Size))];

    [Fact]
    public void Names_are_in_the_order_of_the_labels()
    {
        AerialScene.SurfaceNames.ShouldBe(["ground", "road", "building", "plant", "water"]);
        AerialScene.ObjectNames.ShouldBe(["vehicle", "person"]);
    }

    [Fact]
    public void A_seed_gives_the_same_scene_again_and_another_seed_another()
    {
        var again = AerialScene.Render(5, Size);

        again.Image.Pixels.SequenceEqual(Scenes[5].Image.Pixels).ShouldBeTrue();
        again.Surfaces.Labels.SequenceEqual(Scenes[5].Surfaces.Labels).ShouldBeTrue();
        again.Heights.Values.SequenceEqual(Scenes[5].Heights.Values).ShouldBeTrue();
        again.Objects.ShouldBe(Scenes[5].Objects);
        Scenes[6].Image.Pixels.SequenceEqual(Scenes[5].Image.Pixels).ShouldBeFalse();
    }

    [Fact]
    public void Scenes_drawn_by_several_threads_at_once_are_the_same()
    {
        var scenes = Scenes;

        Parallel.For(0, 8, i => AerialScene.Render((ulong)i, Size).Image.Pixels.AsSpan().SequenceEqual(scenes[i].Image.Pixels).ShouldBeTrue());
    }

    [Fact]
    public void Every_surface_and_every_kind_of_object_is_common()
    {
        for (byte surface = 0; surface < 5; surface++)
            Scenes.Count(scene => scene.Surfaces.Labels.Count(label => label == surface) > 400).ShouldBeGreaterThan(5, AerialScene.SurfaceNames[surface]);
        Scenes.SelectMany(scene => scene.Surfaces.Labels).Max().ShouldBe((byte)4);
        Scenes.ShouldAllBe(scene => scene.Objects.Any(o => o.Kind == AerialObjectKind.Vehicle));
        Scenes.Average(scene => scene.Objects.Count(o => o.Kind == AerialObjectKind.Vehicle)).ShouldBeGreaterThan(4);
        Scenes.Average(scene => scene.Objects.Count(o => o.Kind == AerialObjectKind.Person)).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Objects_have_the_sizes_that_are_promised()
    {
        var inner = new Box(.02f, .02f, .98f, .98f);
        foreach (var (kind, box) in Scenes.SelectMany(scene => scene.Objects))
        {
            box.ShouldBe(box.ClampToUnit());
            if (box.Intersect(inner) != box)
                continue;
            var (width, height) = (box.Width * Size.Width, box.Height * Size.Height);
            if (kind == AerialObjectKind.Vehicle)
                Math.Max(width, height).ShouldBeInRange(12, 60);
            else
                Math.Min(width, height).ShouldBeInRange(6, 12);
        }
    }

    [Fact]
    public void Vehicles_are_on_roads_and_people_are_not_hidden()
    {
        foreach (var scene in Scenes)
        foreach (var (kind, box) in scene.Objects)
        {
            var (x, y) = ((int)(box.CenterX * Size.Width), (int)(box.CenterY * Size.Height));
            var surface = AerialScene.SurfaceNames[scene.Surfaces.Labels[y * Size.Width + x]];
            if (kind == AerialObjectKind.Vehicle)
                surface.ShouldBe("road");
            else
                surface.ShouldBeOneOf("ground", "road");
        }
    }

    [Fact]
    public void Heights_are_those_of_what_one_sees()
    {
        foreach (var scene in Scenes)
        {
            var objects = scene.Objects.Select(o => (o.Kind, Box: o.Box.Scale(Size.Width, Size.Height))).ToArray();
            for (var i = 0; i < scene.Surfaces.Labels.Length; i++)
            {
                var (height, x, y) = (scene.Heights.Values[i], i % Size.Width + 0.5f, i / Size.Width + 0.5f);
                var isObject = objects.Any(o => x > o.Box.Left - 1 && x < o.Box.Right + 1 && y > o.Box.Top - 1 && y < o.Box.Bottom + 1);
                var (lowest, highest) = AerialScene.SurfaceNames[scene.Surfaces.Labels[i]] switch
                {
                    "building" => (2.3f, 16f),
                    "plant" => (0.5f, 14f),
                    _ => (0, isObject ? 3.2f : 0),
                };
                // Not asserted pixel by pixel: there are millions.
                if (!(height >= lowest - 1e-4f && height <= highest + 1e-4f))
                    height.ShouldBeInRange(lowest, highest, $"{x}, {y}");
            }
        }
    }

    [Fact]
    public void Vehicles_and_people_stand_above_the_ground()
    {
        foreach (var scene in Scenes)
        foreach (var (kind, box) in scene.Objects)
        {
            var height = scene.Heights[0, (int)(box.CenterX * Size.Width), (int)(box.CenterY * Size.Height)];
            if (kind == AerialObjectKind.Vehicle)
                new[] { 0.95f, 1.4f, 2.2f, 3.2f }.ShouldContain(value => Math.Abs(value - height) < 1e-4f, $"{height}");
            else
                height.ShouldBeInRange(1.9f, 2.3f);
        }
    }

    // A label without anything to see would teach a network nothing: bare road is much smoother than what boxes hold.
    [Fact]
    public void Boxes_hold_something_to_see()
    {
        var (inBoxes, bareRoad) = (new List<double>(), new List<double>());
        foreach (var scene in Scenes)
        {
            var vehicles = scene.Objects.Where(o => o.Kind == AerialObjectKind.Vehicle).Select(o => o.Box.Scale(Size.Width, Size.Height)).ToArray();
            inBoxes.AddRange(vehicles.Select(box => Deviation(scene.Image, box)));
            for (var y = 0; y <= 300; y += 20)
            for (var x = 0; x <= 300; x += 20)
            {
                var patch = new Box(x, y, x + 20, y + 20);
                if (Pixels(patch).All(i => scene.Surfaces.Labels[i] == 1) && vehicles.All(box => box.Intersect(patch).Area == 0))
                    bareRoad.Add(Deviation(scene.Image, patch));
            }
        }
        bareRoad.Count.ShouldBeGreaterThan(50);
        inBoxes.Average().ShouldBeGreaterThan(1.8 * bareRoad.Average());
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(480, 270)]
    [InlineData(100, 333)]
    public void Any_size_is_drawn(int width, int height)
    {
        var scene = AerialScene.Render(3, new PixelSize(width, height));

        scene.Image.Size.ShouldBe(new PixelSize(width, height));
        scene.Surfaces.Size.ShouldBe(new PixelSize(width, height));
        scene.Image.Pixels.Distinct().Count().ShouldBeGreaterThan(50);
    }

    private static IEnumerable<int> Pixels(Box box) =>
        from y in Enumerable.Range((int)box.Top, (int)box.Height) from x in Enumerable.Range((int)box.Left, (int)box.Width) select y * Size.Width + x;

    private static double Deviation(RgbImage image, Box box)
    {
        var values = Pixels(box).Select(i => (double)image.Pixels[3 * i + 1]).ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
