using MtlDsl.Onnx;
using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>Whatever form a file has, what is read from its outputs is what the plain form gives.</summary>
public sealed class FormTests : IDisposable
{
    private static readonly Dictionary<string, NetworkForm> ByName = new()
    {
        ["softmax"] = new() { Probabilities = true },
        ["boxes"] = new() { Corners = true },
        ["softmax and boxes"] = new() { Probabilities = true, Corners = true },
        ["argmax"] = new() { ClassIndices = true },
        ["suppression"] = new() { Suppression = new SuppressionForm() },
        ["pixels"] = new() { Image = ImageForm.Pixels },
        ["all"] = new() { Probabilities = true, Corners = true, ClassIndices = true, Suppression = new SuppressionForm() },
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, int> Forms()
    {
        var forms = new TheoryData<string, int>();
        foreach (var name in ByName.Keys)
            foreach (var opset in new[] { 11, 13, 17 })
                forms.Add(name, opset);
        return forms;
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Predictions_are_those_of_the_plain_form(string name, int opset)
    {
        var form = ByName[name];
        using var plain = Load("plain", new ExportOptions { Opset = opset });
        using var other = Load("other", new ExportOptions { Opset = opset, Form = form });
        (plain.Form, other.Form).ShouldBe((NetworkForm.Plain, form));

        for (var seed = 0; seed < 5; seed++)
            Same(other.Predict(RandomNetwork.Image(seed)), plain.Predict(RandomNetwork.Image(seed)));
    }

    [Fact]
    public void Weak_detections_are_dropped_after_suppression_as_before_it()
    {
        var settings = new SessionSettings { Detection = DetectionOptions.Default };
        using var plain = Load("plain", new ExportOptions(), settings);
        using var suppressed = Load("suppressed", new ExportOptions { Form = ByName["suppression"] }, settings);
        using var strict = Load("suppressed", new ExportOptions { Form = ByName["suppression"] });
        using var few = Load("few", new ExportOptions { Form = new NetworkForm { Suppression = new SuppressionForm(Best: 7) } }, settings);

        var all = Detections(plain);
        Close(Detections(suppressed), all);
        Close(Detections(strict), [.. all.Where(found => found.Score > 0.3f)]);
        Close(Detections(few), [.. all.Take(7)]);
        all.Count.ShouldBeGreaterThan(20);

        static IReadOnlyList<Detection> Detections(NetworkSession session) => ((DetectionPrediction)session.Predict(RandomNetwork.Image(3))[1]).Detections;
    }

    // 3/10 as a float is more than .3, 7/10 is less than .7, and a half is a half.
    [Theory]
    [InlineData(3, 0.3, 1)]
    [InlineData(7, 0.7, 2)]
    [InlineData(5, 0.5, 2)]
    public void An_overlap_that_is_the_limit_but_for_rounding_counts_alike(int tenths, double overlap, int count)
    {
        DefaultBoxMap map = new(1, 1, 1, 1, [(10 / 16f, 0.5f), (tenths / 16f, 0.5f)]);
        var architecture = new Architecture(
            "Nested", new PixelSize(2, 2), PixelNormalization.ImageNet,
            [new DetectionHead<Vehicle>("Vehicles", [new("Car", default), new("Truck", default)], "mbox_conf_out", "mbox_location_out", new DefaultBoxes(map), 0.5f)],
            [], []);

        Detections(NetworkForm.Plain).ShouldBe(count);
        Detections(new NetworkForm { Suppression = new SuppressionForm(Overlap: overlap) }).ShouldBe(count);

        int Detections(NetworkForm form)
        {
            var weights = new WeightTable();
            weights.Add("conf.weight", new WeightTensor([6, 3, 1, 1], new float[18]));
            weights.Add("conf.bias", new WeightTensor([6], new float[] { 0, 10, -10, 0, 9, -10 }));
            weights.Add("loc.weight", new WeightTensor([8, 3, 1, 1], new float[24]));
            var graph = new OnnxGraph("nested", weights, new ExportOptions { Form = form });
            var cell = graph.AveragePool(graph.Input(Architecture.InputName, 3, 2, 2), 2, 2);
            graph.Output(graph.Rows(graph.Conv(cell, "conf"), 3), "mbox_conf_out");
            graph.Output(graph.Rows(graph.Conv(cell, "loc"), 4), "mbox_location_out");
            var settings = new SessionSettings { Detection = DetectionOptions.Default with { NmsOverlap = overlap } };
            using var session = NetworkSession.Load(folder.Save(graph.Build(architecture)), architecture, settings);
            return ((DetectionPrediction)session.Predict(new RgbImage(2, 2))[0]).Detections.Count;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public void Every_image_of_a_batch_is_in_the_form(int? batch)
    {
        var form = ByName["all"];
        using var one = Load("one", new ExportOptions { Form = form });
        using var open = Load("open", new ExportOptions { Form = form, Batch = null });
        var (first, second) = (Planes(1), Planes(2));
        var alone = one.Run(second).Select(output => output.ToArray()).ToList();
        var together = batch is null ? open.Run([.. first, .. second], 2) : open.Run(second);
        for (var i = 0; i < alone.Count; i++)
            together[i][^alone[i].Length..].ShouldBe(alone[i], 1e-4);

        static float[] Planes(int seed)
        {
            var architecture = RandomNetwork.Architecture;
            var planes = new float[3 * architecture.Input.Width * architecture.Input.Height];
            ImageResampler.ToPlanar(RandomNetwork.Image(seed), ImageResampler.Whole, architecture.Input, architecture.Normalization, planes);
            return planes;
        }
    }

    [Fact]
    public void Bytes_and_normalised_values_are_not_mixed_up()
    {
        using var planes = Load("planes", new ExportOptions());
        using var pixels = Load("pixels", new ExportOptions { Form = ByName["pixels"] });
        var image = RandomNetwork.Image(0).Pixels;

        pixels.Run(image)[0].Length.ShouldBe(planes.Run(new float[image.Length])[0].Length);
        Should.Throw<InvalidOperationException>(() => pixels.Run(new float[image.Length])).Message.ShouldBe($"'{folder["pixels.onnx"]}' normalises images itself: give it their bytes.");
        Should.Throw<InvalidOperationException>(() => planes.Run(image)).Message
            .ShouldBe($"'{folder["planes.onnx"]}' takes normalised values, not bytes; export it with images as pixels.");
        Should.Throw<ArgumentException>(() => pixels.Run(image.AsSpan(3))).Message.ShouldStartWith("1 image(s) of 24x16 take 1152 values, not 1149.");
    }

    [Fact]
    public void A_class_map_is_enlarged_to_the_image()
    {
        using var session = NetworkSession.Load(
            folder.Save(ColorNetwork.Export(options: new ExportOptions { Form = ByName["argmax"] })), ColorNetwork.Architecture);
        var map = ClassMap<Surface>.From(session.Predict(Painting.Of(5, "rrggbb", "rrggbb", "rrggbb"))[0]);
        (map.Width, map.Height).ShouldBe((30, 15));
        for (var y = 0; y < 15; y++)
        for (var x = 0; x < 30; x++)
            map[x, y].ShouldBe((Surface)(x / 10));
    }

    private NetworkSession Load(string name, ExportOptions options, SessionSettings? settings = null)
    {
        var path = folder[$"{name}.onnx"];
        RandomNetwork.Export(options).Save(path);
        return NetworkSession.Load(path, RandomNetwork.Architecture, settings);
    }

    private static void Same(IReadOnlyList<HeadPrediction> found, IReadOnlyList<HeadPrediction> expected)
    {
        ((SegmentationPrediction)found[0]).Labels.Labels.ShouldBe(((SegmentationPrediction)expected[0]).Labels.Labels);
        Close(((DetectionPrediction)found[1]).Detections, ((DetectionPrediction)expected[1]).Detections);
        ((ClassificationPrediction)found[2]).Probabilities.ShouldBe(((ClassificationPrediction)expected[2]).Probabilities, 1e-5);
        ((RegressionPrediction)found[3]).Values.Values.ShouldBe(((RegressionPrediction)expected[3]).Values.Values, 1e-5);
        ((EmbeddingPrediction)found[4]).Vector.ShouldBe(((EmbeddingPrediction)expected[4]).Vector, 1e-5);
    }

    private static void Close(IReadOnlyList<Detection> found, IReadOnlyList<Detection> expected)
    {
        found.Select(detection => detection.Class).ShouldBe(expected.Select(detection => detection.Class));
        for (var i = 0; i < expected.Count; i++)
        {
            found[i].Score.ShouldBe(expected[i].Score, 1e-5f);
            foreach (var (a, b) in new[]
            {
                (found[i].Box.Left, expected[i].Box.Left), (found[i].Box.Top, expected[i].Box.Top),
                (found[i].Box.Right, expected[i].Box.Right), (found[i].Box.Bottom, expected[i].Box.Bottom),
            })
                a.ShouldBe(b, 1e-5f);
        }
    }
}
