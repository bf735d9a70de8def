using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using MtlDsl.Vision;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Tests.Evaluation;

[Collection("torch")]
public class HeadKindEvaluatorTests
{
    private static readonly Architecture architecture = new(
        "Measuring", new PixelSize(8, 4), PixelNormalization.ImageNet,
        [
            new ClassificationHead("Kind", [new("Thing", default), new("Other", default)], "class_scores"),
            new RegressionHead("Height", 1, "dense_values"),
            new EmbeddingHead("Identity", 2, "embedding"),
        ],
        [], []);

    [Fact]
    public void Every_kind_of_head_is_measured()
    {
        var images = Enumerable.Range(0, 4).Select(i => Image(new ClassLabel(i % 2), new ValueLabels(Map(i + 1)), new IdentityLabel(i / 2)));
        var index = 0;

        var result = Evaluator.Evaluate(architecture, images, _ => Answer(index++));

        var kind = result.Heads[0].ShouldBeOfType<ClassificationResult>();
        (kind.Top1, kind.Top5, kind.MeanClassAccuracy).ShouldBe((0.75, 1, 0.75));
        kind.Classes.ShouldBe([new("Thing", 2, 1, 1), new("Other", 2, 0.5, 1)]);
        kind.Rows.Select(row => row.Class).ShouldBe([null, "Thing", "Other"]);
        // Half a metre too high everywhere, but in the unlabelled pixel: 1.5 for 1 is not close, 2.5 for 2 is not, 3.5 for 3 and 4.5 for 4 are.
        var height = result.Heads[1].ShouldBeOfType<RegressionResult>();
        (height.Close, height.MeanAbsolute, height.RootMeanSquare).ShouldBe((0.5, 0.5, 0.5));
        height.MeanRelative.ShouldBe(0.5 * (1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, 1e-7);
        var identity = result.Heads[2].ShouldBeOfType<EmbeddingResult>();
        (identity.Queries, identity.RankOne, identity.MeanAveragePrecision).ShouldBe((4, 1, 1));
        result.Score.ShouldBe((0.75 + 0.5 + 1) / 3);
        (kind.Confusion![0, 0], kind.Confusion[0, 1], kind.Confusion[1, 0], kind.Confusion[1, 1]).ShouldBe((2, 0, 1, 1));
        // 1.5 for 1 is within 1.25 squared, 2.5 for 2 too.
        (height.CloseSquared, height.CloseCubed).ShouldBe((1, 1));
        height.RootMeanSquareLog.ShouldBe(Math.Sqrt(new[] { 1.5, 2.5 / 2, 3.5 / 3, 4.5 / 4 }.Average(f => Math.Log(f) * Math.Log(f))), 1e-7);
        foreach (var head in result.Heads)
        {
            head.Rows.ShouldAllBe(row => row.Values.Count == head.Measures.Count);
            head.Measurements[0].Value.ShouldBe(head.Score);
            head.Measurements.Select(measure => measure.Name).ShouldBeUnique();
        }
    }

    [Fact]
    public void What_is_not_labelled_has_no_score()
    {
        var result = Evaluator.Evaluate(architecture, [Image(null, null, null)], _ => Answer(0));

        result.Heads.ShouldAllBe(head => double.IsNaN(head.Score));
        result.Score.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_map_of_no_size_of_the_network_is_refused() =>
        Should.Throw<ArgumentException>(() => Evaluator.Evaluate(
                architecture, [Image(null, new ValueLabels(Map(1)), null)], _ => [new float[2], new float[7], new float[2]]))
            .Message.ShouldContain("The output of 'Height' has 7 values");

    [Theory]
    [InlineData(5, 3, 11, 8)]
    [InlineData(4, 4, 8, 8)]
    [InlineData(9, 6, 4, 6)]
    [InlineData(3, 2, 3, 2)]
    public void Values_are_enlarged_as_torch_does(int width, int height, int targetWidth, int targetHeight)
    {
        using var scope = NewDisposeScope();
        var values = randn(1, 2, height, width);

        var resized = ValueMaps.Resize(values.data<float>().ToArray(), 2, new(width, height), new(targetWidth, targetHeight));

        var expected = F.interpolate(values, [targetHeight, targetWidth], mode: InterpolationMode.Bilinear, align_corners: false).data<float>().ToArray();
        (resized.Channels, resized.Size).ShouldBe((2, new PixelSize(targetWidth, targetHeight)));
        for (var i = 0; i < expected.Length; i++)
            resized.Values[i].ShouldBe(expected[i], 1e-5f);
    }

    private static EvaluationImage Image(params HeadLabels?[] labels) =>
        new(new Sample("image", new RgbImage(8, 4), labels), zeros(1, 3, 4, 8).DetachFromDisposeScope());

    private static ValueMap Map(float value)
    {
        var map = new ValueMap(1, 4, 8);
        Array.Fill(map.Values, value);
        map.Values[5] = float.NaN;
        return map;
    }

    // The last image is taken for a thing; heights come at half the size; the identities lie in two corners.
    private static IReadOnlyList<float[]> Answer(int index) =>
        [index is 0 or 2 or 3 ? [1, 0] : [0, 1], [.. Enumerable.Repeat(index + 1.5f, 8)], index < 2 ? [1, 0.01f * index] : [0.01f * index, 1]];
}
