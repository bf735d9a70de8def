using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>What a network of known answers says.</summary>
public sealed class NetworkSessionTests : IDisposable
{
    private static readonly string[] Scene = ["rrggbb", "rrggbb", "ggrrgg", "ggrrgg"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Heads_answer_in_the_order_of_the_declaration()
    {
        using var session = Load();
        var predictions = session.Predict(Painting.Of(1, Scene));
        predictions.Select(p => p.Head).ShouldBe(ColorNetwork.Architecture.Heads);
        predictions[0].ShouldBeOfType<SegmentationPrediction>();
        predictions[1].ShouldBeOfType<DetectionPrediction>();
    }

    [Fact]
    public void Every_pixel_has_its_class()
    {
        using var session = Load();
        var map = ClassMap<Surface>.From(session.Predict(Painting.Of(1, Scene))[0]);

        for (var y = 0; y < 4; y++)
        for (var x = 0; x < 6; x++)
            map[x, y].ShouldBe(Scene[y][x] switch { 'r' => Surface.Road, 'g' => Surface.Grass, _ => Surface.Water });
        map.Share(Surface.Road).ShouldBe(8 / 24.0);
        map.Share(Surface.Grass).ShouldBe(12 / 24.0);
        map.Share(Surface.Water).ShouldBe(4 / 24.0);
    }

    [Fact]
    public void The_class_map_has_the_images_own_size()
    {
        using var session = Load();
        var map = ClassMap<Surface>.From(session.Predict(Painting.Of(5, "rrggbb", "rrggbb", "rrggbb"))[0]);

        (map.Width, map.Height).ShouldBe((30, 15));
        for (var y = 0; y < 15; y++)
        for (var x = 0; x < 30; x++)
            map[x, y].ShouldBe((Surface)(x / 10));
    }

    [Fact]
    public void Coarse_scores_are_enlarged()
    {
        using var session = NetworkSession.Load(folder.Save(ColorNetwork.Export(coarse: true)), ColorNetwork.Architecture);
        var map = ClassMap<Surface>.From(session.Predict(Painting.Of(1, "rrrrbb", "rrrrbb", "rrrrbb", "rrrrbb"))[0]);
        Enumerable.Range(0, 6).Select(x => map[x, 2]).ShouldBe(
            [Surface.Road, Surface.Road, Surface.Road, Surface.Road, Surface.Water, Surface.Water]);
    }

    [Fact]
    public void Objects_have_a_class_a_score_and_a_box_in_pixels()
    {
        using var session = Load();
        var image = Painting.Of(1, Scene);
        var objects = DetectedObject.From<Vehicle>(session.Predict(image)[1], image.Size);

        objects.OrderBy(o => o.Box.Left).Select(o => (o.Class, o.Box)).ShouldBe(
        [
            (Vehicle.Car, new Box(0, 0, 2, 2)),
            (Vehicle.Car, new Box(2, 2, 4, 4)),
            (Vehicle.Truck, new Box(4, 0, 6, 2)),
        ], new BoxComparer());
        objects.ShouldAllBe(o => Math.Abs(o.Score - ColorNetwork.FullScore) < 1e-5);
    }

    [Fact]
    public void Boxes_grow_with_the_image()
    {
        using var session = Load();
        var image = Painting.Of(10, "......", "......", "..rr..", "..rr..");
        var found = DetectedObject.From<Vehicle>(session.Predict(image)[1], image.Size).ShouldHaveSingleItem();
        (found.Class, found.Box).ShouldBe((Vehicle.Car, new Box(20, 20, 40, 40)), new BoxComparer());
    }

    [Fact]
    public void Detection_settings_pass_through()
    {
        var image = Painting.Of(1, Scene);
        Count(new DetectionOptions(ScoreThreshold: 0.3f)).ShouldBe(3);
        Count(new DetectionOptions(ScoreThreshold: 0.99999f)).ShouldBe(0);
        Count(new DetectionOptions(ScoreThreshold: 0.3f, TopK: 2)).ShouldBe(2);

        int Count(DetectionOptions options)
        {
            using var session = Load(new SessionSettings { Threads = 1, Detection = options });
            return ((DetectionPrediction)session.Predict(image)[1]).Detections.Count;
        }
    }

    [Fact]
    public void By_default_weak_detections_are_not_shown() => new SessionSettings().Detection.ScoreThreshold.ShouldBe(0.3f);

    [Fact]
    public void Raw_outputs_come_in_the_declared_order_and_are_the_callers()
    {
        using var session = Load();
        var image = Painting.Of(1, Scene).Planes();
        var outputs = session.Run(image);

        outputs.Select(output => output.Length).ShouldBe([3 * 6 * 4, 6 * 3, 6 * 4]);
        outputs[0].ShouldBe(image);
        outputs[1][..3].ShouldBe([0, 10, -10], 1e-4);
        outputs[2].ShouldAllBe(offset => offset == 0);
        session.Run(new float[image.Length])[0].ShouldAllBe(score => score == 0);
        outputs[0].ShouldBe(image);
    }

    [Fact]
    public void An_open_batch_takes_any_number_of_images()
    {
        using var session = NetworkSession.Load(folder.Save(ColorNetwork.Export(batch: null)), ColorNetwork.Architecture);
        var first = Painting.Of(1, Scene).Planes();
        var second = Painting.Of(1, "bbbbbb", "rrrrrr", "gggggg", "bbbbbb").Planes();
        var alone = session.Run(second).Select(output => output.ToArray()).ToList();
        var together = session.Run([.. first, .. second], batch: 2);

        for (var i = 0; i < alone.Count; i++)
            together[i][alone[i].Length..].ShouldBe(alone[i], 1e-5);
        session.Predict(Painting.Of(1, Scene)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_without_a_description_runs_where_its_shapes_fit()
    {
        using var session = NetworkSession.Load(folder.Save(ColorNetwork.Export(described: false)), ColorNetwork.Architecture);
        session.Run(new float[3 * 6 * 4]).Count.ShouldBe(3);
    }

    private NetworkSession Load(SessionSettings? settings = null) =>
        NetworkSession.Load(folder.Save(ColorNetwork.Export()), ColorNetwork.Architecture, settings);

    /// <summary>Boxes to a thousandth of a pixel.</summary>
    private sealed class BoxComparer : IEqualityComparer<(Vehicle Class, Box Box)>
    {
        public bool Equals((Vehicle Class, Box Box) a, (Vehicle Class, Box Box) b) =>
            a.Class == b.Class && Near(a.Box.Left, b.Box.Left) && Near(a.Box.Top, b.Box.Top) && Near(a.Box.Right, b.Box.Right) && Near(a.Box.Bottom, b.Box.Bottom);

        public int GetHashCode((Vehicle Class, Box Box) value) => value.Class.GetHashCode();

        private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-3;
    }
}
