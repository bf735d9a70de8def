using MtlDsl.Metrics;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    // Class 0: 3 right of 4, class 1: 1 right of 2, class 2: neither there nor predicted; one pixel ignored.
    private static ConfusionMatrix Example()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(new LabelMap(7, 1, [0, 0, 0, 0, 1, 1, 255]), new LabelMap(7, 1, [0, 0, 0, 1, 1, 0, 2]));
        return matrix;
    }

    [Fact]
    public void Figures_follow_their_definitions()
    {
        var matrix = Example();

        matrix.Total.ShouldBe(6);
        matrix[0, 1].ShouldBe(1);
        matrix.IoU(0).ShouldBe(3.0 / 5);
        matrix.IoU(1).ShouldBe(1.0 / 3);
        matrix.IoU(2).ShouldBe(double.NaN);
        matrix.MeanIoU.ShouldBe((3.0 / 5 + 1.0 / 3) / 2, 1e-12);
        matrix.PixelAccuracy.ShouldBe(4.0 / 6, 1e-12);
        matrix.MeanAccuracy.ShouldBe((3.0 / 4 + 1.0 / 2) / 2, 1e-12);
        matrix.FrequencyWeightedIoU.ShouldBe((4 * 3.0 / 5 + 2 * 1.0 / 3) / 6, 1e-12);
    }

    [Fact]
    public void Images_added_one_by_one_count_as_one_large_image()
    {
        var random = new Random(7);
        byte[] Labels() => [.. Enumerable.Range(0, 200).Select(_ => (byte)random.Next(4))];
        var images = Enumerable.Range(0, 5).Select(_ => (Truth: Labels(), Guess: Labels())).ToArray();
        var (streamed, whole) = (new ConfusionMatrix(4), new ConfusionMatrix(4));

        foreach (var (truth, guess) in images)
            streamed.Add(new LabelMap(20, 10, truth), new LabelMap(20, 10, guess));
        whole.Add(
            new LabelMap(20, 50, [.. images.SelectMany(i => i.Truth)]), new LabelMap(20, 50, [.. images.SelectMany(i => i.Guess)]));

        streamed.MeanIoU.ShouldBe(whole.MeanIoU);
        streamed.Total.ShouldBe(1000);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_and_nothing_is_counted()
    {
        var matrix = new ConfusionMatrix(2);

        Should.Throw<ArgumentOutOfRangeException>(() => matrix.Add(new LabelMap(2, 1, [0, 9]), new LabelMap(2, 1, [0, 0])))
            .Message.ShouldContain("hold 9");
        Should.Throw<ArgumentOutOfRangeException>(() => matrix.Add(new LabelMap(2, 1, [0, 1]), new LabelMap(2, 1, [0, 5])));
        matrix.Total.ShouldBe(0);
    }

    [Fact]
    public void Maps_of_different_size_are_refused() =>
        Should.Throw<ArgumentException>(() => new ConfusionMatrix(2).Add(new LabelMap(2, 1), new LabelMap(1, 2)));
}
