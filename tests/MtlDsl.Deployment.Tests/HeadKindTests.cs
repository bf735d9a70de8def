using MtlDsl.Onnx;
using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>
/// Heads that look at the whole image or measure every pixel, of a network whose answer is known by looking: a class is scored by the share
/// of its colour, the values of a pixel are its red and twice its green, the vector is that of the mean colour.
/// </summary>
public sealed class HeadKindTests : IDisposable
{
    private static readonly Architecture Declared = new(
        "Shades", new PixelSize(6, 4), new PixelNormalization((0, 0, 0), (255, 255, 255)),
        [
            new ClassificationHead<Surface>("Kind", [new("Road", default), new("Grass", default), new("Water", default)], "class_scores"),
            new RegressionHead("Amounts", 2, "dense_values"),
            new EmbeddingHead("Mood", 3, "embedding"),
        ],
        [], []);

    // A third green, half blue, the rest red.
    private static readonly string[] Scene = ["ggbbbr", "ggbbbr", "ggbbbr", "ggbbbr"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_image_has_a_probability_a_class()
    {
        var scores = ClassScores<Surface>.From(Predict(Painting.Of(1, Scene))[0]);

        var exponentials = new[] { 1 / 6.0, 1 / 3.0, 1 / 2.0 }.Select(share => Math.Exp(6 * share)).ToArray();
        for (var i = 0; i < 3; i++)
            scores[(Surface)i].ShouldBe((float)(exponentials[i] / exponentials.Sum()), 1e-5f);
        scores.Top.Class.ShouldBe(Surface.Water);
        scores.Top.Probability.ShouldBe(scores[Surface.Water]);
        scores.TopK(2).Select(score => score.Class).ShouldBe([Surface.Water, Surface.Grass]);
        scores.TopK(9).Sum(score => score.Probability).ShouldBe(1, 1e-5f);
        Should.Throw<ArgumentOutOfRangeException>(() => scores.TopK(0));
    }

    [Fact]
    public void Every_pixel_of_the_image_has_its_values()
    {
        var values = Predict(Painting.Of(1, Scene))[1].ShouldBeOfType<RegressionPrediction>().Values;

        (values.Channels, values.Size).ShouldBe((2, new PixelSize(6, 4)));
        for (var y = 0; y < 4; y++)
        for (var x = 0; x < 6; x++)
        {
            values[0, x, y].ShouldBe(Scene[y][x] == 'r' ? 1 : 0, 1e-6f);
            values[1, x, y].ShouldBe(Scene[y][x] == 'g' ? 2 : 0, 1e-6f);
        }
    }

    [Fact]
    public void Values_are_enlarged_to_the_image()
    {
        var values = Predict(Painting.Of(5, Scene))[1].ShouldBeOfType<RegressionPrediction>().Values;

        values.Size.ShouldBe(new PixelSize(30, 20));
        // Green ends at 10: the values fall from the one side to the other, as far above the middle as below it.
        values[1, 1, 10].ShouldBe(2, 1e-5f);
        values[1, 18, 10].ShouldBe(0, 1e-5f);
        for (var x = 2; x < 10; x++)
        {
            values[1, x, 10].ShouldBeLessThanOrEqualTo(values[1, x - 1, 10]);
            (values[1, x, 10] + values[1, 19 - x, 10]).ShouldBe(2, 1e-4f);
        }
    }

    [Fact]
    public void An_image_has_a_vector_of_its_own()
    {
        using var session = Load();
        var vector = session.Predict(Painting.Of(1, Scene))[2].ShouldBeOfType<EmbeddingPrediction>().Vector;

        var length = MathF.Sqrt(1 / 36f + 1 / 9f + 1 / 4f);
        vector.ShouldBe([1 / 6f / length, 1 / 3f / length, 1 / 2f / length], 1e-5);
        session.Predict(Painting.Of(1, "rrrrrr", "rrrrrr", "rrrrrr", "rrrrrr"));
        vector[1].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Equal_probabilities_are_in_the_order_of_the_classes() =>
        ClassScores<Surface>.From(new ClassificationPrediction((ClassificationHead)Declared.Heads[0], [0.2f, 0.4f, 0.4f])).TopK(3)
            .Select(score => score.Class).ShouldBe([Surface.Grass, Surface.Water, Surface.Road]);

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        using var session = NetworkSession.Load(folder.Save(Export(slope: 6000)), Declared);

        session.Predict(Painting.Of(1, Scene))[0].ShouldBeOfType<ClassificationPrediction>().Probabilities.ShouldBe([0, 0, 1]);
    }

    [Fact]
    public void Prediction_of_another_kind_or_other_classes()
    {
        var predictions = Predict(Painting.Of(1, Scene));

        Should.Throw<ArgumentException>(() => ClassScores<Surface>.From(predictions[1])).Message
            .ShouldStartWith("Amounts gives a RegressionPrediction, not a ClassificationPrediction.");
        Should.Throw<ArgumentException>(() => ClassScores<Vehicle>.From(predictions[0])).Message
            .ShouldStartWith("Kind has the classes Road, Grass, Water; those of Vehicle are Car, Truck.");
    }

    [Theory]
    [InlineData(0, "its output class_scores is 3, declared is 1")]
    [InlineData(1, "its output dense_values is 2x4x6, declared is 1x?x?")]
    [InlineData(2, "its output embedding is 3, declared is 8")]
    public void Undescribed_file_with_other_sizes_is_refused(int head, string difference)
    {
        Head[] heads = [.. Declared.Heads];
        heads[head] = head switch
        {
            0 => new ClassificationHead("Kind", [new("Road", default)], "class_scores"),
            1 => new RegressionHead("Amounts", 1, "dense_values"),
            _ => new EmbeddingHead("Mood", 8, "embedding"),
        };

        Should.Throw<InvalidDataException>(() => NetworkSession.Load(folder.Save(Export(described: false)), Declared with { Heads = heads }))
            .Message.ShouldContain(difference);
    }

    private NetworkSession Load() => NetworkSession.Load(folder.Save(Export()), Declared);

    private IReadOnlyList<HeadPrediction> Predict(RgbImage image)
    {
        using var session = Load();
        return session.Predict(image);
    }

    private static OnnxModel Export(bool described = true, float slope = 6)
    {
        var weights = new WeightTable();
        weights.Add("kind.weight", new WeightTensor([3, 3], new float[] { slope, 0, 0, 0, slope, 0, 0, 0, slope }));
        weights.Add("kind.bias", new WeightTensor([3], new float[3]));
        weights.Add("amounts.weight", new WeightTensor([2, 3, 1, 1], new float[] { 1, 0, 0, 0, 2, 0 }));
        weights.Add("mood.weight", new WeightTensor([3, 3], new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 }));
        weights.Add("mood.bias", new WeightTensor([3], new float[3]));
        var graph = new OnnxGraph(Declared.Name, weights, new ExportOptions());
        var image = graph.Input(Architecture.InputName, 3, 4, 6);
        var mean = graph.GlobalAveragePool(image);
        graph.Output(graph.Linear(mean, "kind"), "class_scores");
        graph.Output(graph.Conv(image, "amounts"), "dense_values");
        graph.Output(graph.UnitLength(graph.Linear(mean, "mood")), "embedding");
        return graph.Build(described ? Declared : null);
    }
}
