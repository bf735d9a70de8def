using System.Text.Json;
using System.Text.Json.Serialization;
using MtlDsl.Metrics;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Metrics;

public sealed class CocoAveragePrecisionTests
{
    private static readonly PixelSize size = new(400, 200);
    private static readonly JsonSerializerOptions withNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(2, 12)]
    [InlineData(3, 25)]
    [InlineData(4, 25)]
    public void All_numbers_are_those_of_the_definition_written_down_literally(int seed, int images)
    {
        Python.Require("numpy");
        var scenes = CocoScenes.Random(seed, images);

        var script = File.ReadAllText(Path.Combine(Repository.Root, "tests", "MtlDsl.Tests", "Fixtures", "coco.py"));
        var answer = JsonSerializer.Deserialize<Answer>(Python.RunLines(script, JsonSerializer.Serialize(scenes)), withNaN)!;

        var measured = scenes.Measure();
        for (var c = 0; c < scenes.Classes; c++)
            Check(measured.Of(c), answer.Each[c]);
        Check(measured.Mean(), answer.Mean);
        measured.Mean().Precision.ShouldBeInRange(0.05, 0.95);
    }

    [Fact]
    public void Order_and_parts_of_the_images_do_not_matter()
    {
        var scenes = CocoScenes.Random(5, 30);
        var random = new Random(6);

        var whole = scenes.Measure();
        var shuffled = scenes.Measure(scenes.Images.OrderBy(_ => random.Next()));
        var merged = scenes.Measure(scenes.Images.Take(11));
        merged.Merge(scenes.Measure(scenes.Images.Skip(11)));

        shuffled.Mean().ShouldBe(whole.Mean());
        merged.Mean().ShouldBe(whole.Mean());
        merged.Objects(0).ShouldBe(whole.Objects(0));
        Should.Throw<ArgumentException>(() => merged.Merge(new CocoAveragePrecision(9))).Message.ShouldContain("9 classes");
    }

    [Fact]
    public void Finding_everything_gives_1_wherever_there_is_something()
    {
        var measured = new CocoAveragePrecision(2);
        TrueObject[] truth = [Object(0, 10, 10, 20, 20), Object(0, 50, 50, 100, 100), Object(0, 200, 50, 350, 150)];
        measured.Add(truth.Select((t, i) => new Detection(0, .9f - .1f * i, t.Box)), truth, size);

        var (of, mean) = (measured.Of(0), measured.Mean());
        // The best detection alone finds one object of three.
        of.Numbers.Where(n => n.Name != "AR1").ShouldAllBe(n => n.Value == 1);
        of.Recall1.ShouldBe(1 / 3.0, 1e-12);
        mean.ShouldBe(of);
        measured.Of(1).Numbers.ShouldAllBe(n => double.IsNaN(n.Value));
    }

    [Fact]
    public void An_object_of_exactly_32_pixels_is_small_and_medium()
    {
        var measured = new CocoAveragePrecision(1);
        // In fractions of such a width 32 pixels are no longer exactly 32.
        measured.Add([], [new TrueObject(0, new Box(17f / 457, 3f / 331, 49f / 457, 35f / 331))], new PixelSize(457, 331));

        var mean = measured.Mean();
        (mean.PrecisionSmall, mean.PrecisionMedium, mean.PrecisionLarge).ShouldBe((0, 0, double.NaN));
    }

    [Fact]
    public void A_crowd_takes_any_number_of_detections_and_a_difficult_object_one()
    {
        var (person, crowd) = (Object(0, 0, 0, 50, 100), Object(0, 100, 0, 300, 100) with { Crowd = true });
        Detection[] found = [Found(.9f, 100, 0, 150, 100), Found(.8f, 160, 0, 210, 100), Found(.7f, 0, 0, 50, 100)];

        Precision([person, crowd]).ShouldBe(1);
        // As an object of its own the region is found by none of the two.
        Precision([person, crowd with { Crowd = false, Difficult = true }]).ShouldBe(1 / 3.0, 1e-12);

        double Precision(TrueObject[] truth)
        {
            var measured = new CocoAveragePrecision(1);
            measured.Add(found, truth, size);
            return measured.Mean().Precision;
        }
    }

    [Fact]
    public void Only_the_hundred_best_detections_of_an_image_count()
    {
        var measured = new CocoAveragePrecision(1);
        var truth = Object(0, 300, 100, 340, 140);
        measured.Add(
            Enumerable.Range(0, 100).Select(i => Found(.9f - i / 1000f, i, 0, i + 10, 10)).Append(Found(.1f, 300, 100, 340, 140)), [truth], size);

        measured.Mean().Recall100.ShouldBe(0);
    }

    [Fact]
    public void An_unknown_class_is_refused_and_nothing_is_counted()
    {
        var measured = new CocoAveragePrecision(2);
        Should.Throw<ArgumentOutOfRangeException>(() => measured.Add([], [Object(0, 0, 0, 9, 9), Object(2, 0, 0, 9, 9)], size));
        measured.Objects(0).ShouldBe(0);
    }

    private static void Check(CocoSummary summary, double[] expected)
    {
        for (var i = 0; i < expected.Length; i++)
            if (double.IsNaN(expected[i]))
                summary.Numbers[i].Value.ShouldBe(double.NaN, summary.Numbers[i].Name);
            else
                summary.Numbers[i].Value.ShouldBe(expected[i], 1e-12, summary.Numbers[i].Name);
    }

    private static TrueObject Object(int @class, int left, int top, int right, int bottom) => new(@class, Fractions(left, top, right, bottom));

    private static Detection Found(float score, int left, int top, int right, int bottom) => new(0, score, Fractions(left, top, right, bottom));

    private static Box Fractions(float left, float top, float right, float bottom) =>
        new Box(left, top, right, bottom).Scale(1f / size.Width, 1f / size.Height);

    private sealed record Answer(
        [property: JsonPropertyName("each")] double[][] Each, [property: JsonPropertyName("mean")] double[] Mean);
}
