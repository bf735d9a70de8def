using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>Images in any memory and of any shape, alone and together.</summary>
public sealed class ImageInputTests : IDisposable
{
    private static readonly string[] scene = ["rrggbb", "rrggbb", "ggrrgg", "ggrrgg"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Bytes_of_a_camera_give_what_the_image_gives()
    {
        using var session = Load();
        var image = Painting.Of(3, scene);
        var bytes = new byte[image.Height * 80];
        for (var y = 0; y < image.Height; y++)
        for (var x = 0; x < image.Width; x++)
        for (var c = 0; c < 3; c++)
            bytes[y * 80 + 4 * x + c] = image.Pixels[3 * (y * image.Width + x) + 2 - c];

        Same(session.Predict(new ImageView(bytes, image.Width, image.Height, PixelFormat.Bgra, 80)), session.Predict(image));
    }

    // The network sees the same pixels in both: the image between two black bars.
    [Fact]
    public void A_letterbox_answers_for_the_image_alone()
    {
        using var letterbox = Load(new SessionSettings { Fit = ImageFit.Letterbox, Detection = new DetectionOptions(ScoreThreshold: .1f) });
        var image = Painting.Of(20, "..rr..", "..rr..");
        var predictions = letterbox.Predict(image);

        // The cells of the network's boxes are two of its pixels high: two share the image, and each lies half in a bar.
        var found = DetectedObject.From<Vehicle>(predictions[1], image.Size);
        found.Select(vehicle => vehicle.Box).OrderBy(box => box.Top).ShouldBe([new Box(40, 0, 80, 20), new Box(40, 20, 80, 40)], new NearBoxes());
        found.ShouldAllBe(vehicle => vehicle.Class == Vehicle.Car);
        var map = ClassMap<Surface>.From(predictions[0]);
        (map.Width, map.Height).ShouldBe((120, 40));
    }

    [Fact]
    public void A_letterbox_maps_every_pixel_back()
    {
        using var letterbox = Load(new SessionSettings { Fit = ImageFit.Letterbox });
        var image = Painting.Of(10, "rrggbb", "rrggbb");
        var map = ClassMap<Surface>.From(letterbox.Predict(image)[0]);

        for (var y = 0; y < 20; y++)
        for (var x = 0; x < 60; x++)
            map[x, y].ShouldBe((Surface)(x / 20), $"at {x}, {y}");
    }

    [Fact]
    public void Beside_the_image_nothing_is_found()
    {
        // A network that finds a car wherever there is nothing.
        using var letterbox = Load(new SessionSettings { Fit = ImageFit.Letterbox, Detection = new DetectionOptions(ScoreThreshold: 1e-9f) });
        var predictions = letterbox.Predict(Painting.Of(2, "gggggggggggg"));
        ((DetectionPrediction)predictions[1]).Detections.ShouldAllBe(found => found.Box.Area > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(null)]
    public void Images_together_are_what_they_are_alone(int? batch)
    {
        using var session = NetworkSession.Load(folder.Save(ColorNetwork.Export(batch: batch)), ColorNetwork.Architecture);
        RgbImage[] images = [Painting.Of(3, scene), Painting.Of(5, "bbbbbb", "rrrrrr", "gggggg", "bbbbbb"), Painting.Of(2, "rrrrrr", "bbrrbb", "gggggg", "rrrrrr")];
        var together = images.Select(_ => new NetworkPrediction(ColorNetwork.Architecture)).ToList();
        session.Predict(images, together);

        using var single = NetworkSession.Load(folder.Save(ColorNetwork.Export(), "single.onnx"), ColorNetwork.Architecture);
        for (var i = 0; i < images.Length; i++)
        {
            Same(together[i].Heads, single.Predict(images[i]));
            together[i].ImageSize.ShouldBe(images[i].Size);
        }
        Should.Throw<ArgumentException>(() => session.Predict(images, together[1..])).Message.ShouldStartWith("3 images take as many predictions, not 2.");
    }

    [Fact]
    public void Requests_do_not_share_memory()
    {
        using var session = Load();
        using var first = session.CreateRequest();
        using var second = session.CreateRequest();
        first.SetImage(Painting.Of(1, scene));
        second.SetImage(Painting.Of(4, "bbbbbb", "bbbbbb", "bbbbbb", "bbbbbb"));
        first.Run();
        second.Run();
        var prediction = new NetworkPrediction(ColorNetwork.Architecture);
        first.Read(prediction);
        ClassMap<Surface>.From(prediction.Heads[0]).Share(Surface.Road).ShouldBe(8 / 24.0);
        second.Read(prediction);
        ClassMap<Surface>.From(prediction.Heads[0]).Share(Surface.Water).ShouldBe(1);
    }

    [Fact]
    public void What_a_request_was_not_given_it_cannot_say()
    {
        using var session = Load();
        using var request = session.CreateRequest();
        var prediction = new NetworkPrediction(ColorNetwork.Architecture);
        Should.Throw<InvalidOperationException>(() => request.Read(prediction)).Message.ShouldBe("The call's image 0 was not set.");
        Should.Throw<InvalidOperationException>(() => request.SetImage(default)).Message.ShouldBe("There is no image: the view was never given pixels.");
        Should.Throw<ArgumentOutOfRangeException>(() => request.SetImage(Painting.Of(1, scene), 1));
        request.Dispose();
        Should.Throw<ObjectDisposedException>(request.Run);
    }

    private sealed class NearBoxes : IEqualityComparer<Box>
    {
        public bool Equals(Box a, Box b) =>
            Math.Abs(a.Left - b.Left) < .001 && Math.Abs(a.Top - b.Top) < .001 && Math.Abs(a.Right - b.Right) < .001 && Math.Abs(a.Bottom - b.Bottom) < .001;

        public int GetHashCode(Box box) => 0;
    }

    private NetworkSession Load(SessionSettings? settings = null) =>
        NetworkSession.Load(folder.Save(ColorNetwork.Export()), ColorNetwork.Architecture, settings);

    private static void Same(IReadOnlyList<HeadPrediction> found, IReadOnlyList<HeadPrediction> expected)
    {
        ((SegmentationPrediction)found[0]).Labels.Labels.ShouldBe(((SegmentationPrediction)expected[0]).Labels.Labels);
        ((DetectionPrediction)found[1]).Detections.ShouldBe(((DetectionPrediction)expected[1]).Detections);
    }
}
