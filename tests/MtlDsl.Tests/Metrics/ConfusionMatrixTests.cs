using System.Text.Json;
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

    [SkippableFact]
    public void Measures_are_those_of_FCNs_score_in_numpy()
    {
        Python.Require("numpy");
        var random = new Random(8);
        var (truth, guess) = (new byte[900], new byte[900]);
        for (var i = 0; i < truth.Length; i++)
            // Class 4 is predicted but never there, class 5 neither.
            (truth[i], guess[i]) = (random.Next(9) == 0 ? (byte)255 : (byte)random.Next(4), (byte)random.Next(5));
        var matrix = new ConfusionMatrix(6);
        matrix.Add(new LabelMap(30, 30, truth), new LabelMap(30, 30, guess));

        var answer = JsonSerializer.Deserialize<double[]>(Python.RunLines(
            """
            import json, sys, numpy as np
            truth, guess = (np.array(labels) for labels in json.load(sys.stdin))
            counts = np.zeros((6, 6))
            for t, g in zip(truth, guess):
                if t < 6:
                    counts[t, g] += 1
            with np.errstate(invalid="ignore"):
                iou = np.diag(counts) / (counts.sum(1) + counts.sum(0) - np.diag(counts))
                accuracy = np.diag(counts) / counts.sum(1)
            share = counts.sum(1) / counts.sum()
            print(json.dumps([
                np.diag(counts).sum() / counts.sum(), np.nanmean(accuracy), np.nanmean(iou), (share[share > 0] * iou[share > 0]).sum()]))
            """,
            JsonSerializer.Serialize(new[] { truth.Select(t => (int)t), guess.Select(g => (int)g) })))!;

        matrix.PixelAccuracy.ShouldBe(answer[0], 1e-12);
        matrix.MeanAccuracy.ShouldBe(answer[1], 1e-12);
        matrix.MeanIoU.ShouldBe(answer[2], 1e-12);
        matrix.FrequencyWeightedIoU.ShouldBe(answer[3], 1e-12);
    }

    [Fact]
    public void Parts_and_single_pixels_add_up_to_the_whole()
    {
        var (whole, part) = (Example(), Example());
        whole.Add(2, 0);
        var single = new ConfusionMatrix(3);
        single.Add(2, 0);
        part.Merge(single);

        for (var i = 0; i < 9; i++)
            part[i / 3, i % 3].ShouldBe(whole[i / 3, i % 3]);
        part.Pixels(2).ShouldBe(1);
        Should.Throw<ArgumentException>(() => part.Merge(new ConfusionMatrix(2))).Message.ShouldContain("2 classes cannot join one of 3");
        Should.Throw<ArgumentOutOfRangeException>(() => part.Add(0, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => part.Add(-1, 0));
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
