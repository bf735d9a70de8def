using MtlDsl.Metrics;

namespace MtlDsl.Tests.Metrics;

public sealed class ClassificationAccuracyTests
{
    [Fact]
    public void Shares_are_counted_over_images_and_over_classes()
    {
        var accuracy = new ClassificationAccuracy(3);
        accuracy.Add([5, 1, 0], 0);
        accuracy.Add([5, 1, 0], 0);
        accuracy.Add([5, 1, 0], 1);
        accuracy.Add([0, 7, 9], 0);

        accuracy.Total.ShouldBe(4);
        accuracy.Top(1).ShouldBe(0.5);
        accuracy.Top(2).ShouldBe(0.75);
        accuracy.Top(5).ShouldBe(1);
        accuracy.Top(1, 0).ShouldBe(2 / 3.0);
        accuracy.Top(1, 1).ShouldBe(0);
        accuracy.Top(1, 2).ShouldBe(double.NaN);
        accuracy.Images(0).ShouldBe(3);
        // Class 2 has no image and does not count.
        accuracy.MeanClassAccuracy.ShouldBe(1 / 3.0);
    }

    [Fact]
    public void The_rank_is_that_of_a_stable_sort()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var accuracy = new ClassificationAccuracy(9);
            var scores = Enumerable.Range(0, 9).Select(_ => (float)random.Next(5)).ToArray();
            var truth = random.Next(9);
            var rank = Enumerable.Range(0, 9).OrderByDescending(c => scores[c]).ToList().IndexOf(truth);

            accuracy.Add(scores, truth);

            accuracy.Top(rank).ShouldBe(0);
            accuracy.Top(rank + 1).ShouldBe(1);
        }
    }

    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        var (first, second) = (new ClassificationAccuracy(2), new ClassificationAccuracy(2));
        first.Add([1, 0], 0);
        second.Add([1, 0], 1);
        first.Merge(second);

        (first.Total, first.Top(1), first.Images(1)).ShouldBe((2, .5, 1));
        Should.Throw<ArgumentException>(() => first.Merge(new ClassificationAccuracy(3))).Message.ShouldContain("3 classes");
    }

    [Fact]
    public void A_score_that_is_no_number_is_no_hit()
    {
        var accuracy = new ClassificationAccuracy(2);
        accuracy.Add([float.NaN, 1], 0);
        accuracy.Add([float.NaN, float.NaN], 1);

        accuracy.Top(1).ShouldBe(0);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var accuracy = new ClassificationAccuracy(3);

        Should.Throw<ArgumentException>(() => accuracy.Add([1, 2], 0)).Message.ShouldContain("3 classes take as many scores, not 2");
        Should.Throw<ArgumentOutOfRangeException>(() => accuracy.Add([1, 2, 3], 3));
        accuracy.Total.ShouldBe(0);
        accuracy.MeanClassAccuracy.ShouldBe(double.NaN);
    }
}
