namespace MtlDsl.Training.Tests.Pacing;

public class ScoreTrendTests
{
    private const int Window = 3;

    [Theory]
    [InlineData("a rise that slows down, with noise", 0.162, 0.219, 0.244, 0.251, 0.249, 0.26, 0.255, 0.262)]
    [InlineData("one lucky measure", 0.60, 0.933, 0.891, 0.909, 0.923, 0.936)]
    [InlineData("jumps without direction", 0.219, 0.244, 0.191, 0.199, 0.180, 0.224, 0.173, 0.24, 0.2)]
    [InlineData("a plateau", 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)]
    [InlineData("too short to say", 0.9, 0.1, 0.1)]
    [InlineData("nothing measured", double.NaN, double.NaN)]
    public void What_chance_explains_is_no_fall(string what, params double[] scores) =>
        new ScoreTrend(scores, Window).HasFallen(certainty: 2).ShouldBeFalse(what);

    [Theory]
    [InlineData("a steady fall", 0.3, 0.5, 0.6, 0.61, 0.6, 0.57, 0.55, 0.52, 0.5)]
    [InlineData("a fall with noise", 0.3, 0.5, 0.62, 0.6, 0.61, 0.58, 0.5, 0.52, 0.47, 0.49, 0.44)]
    public void A_fall_beyond_chance_is_one(string what, params double[] scores) =>
        new ScoreTrend(scores, Window).HasFallen(certainty: 2).ShouldBeTrue(what);

    [Fact]
    public void The_highest_mean_is_where_the_task_is_kept()
    {
        new ScoreTrend([0.2, 0.3, 0.4], Window).IsHighest.ShouldBeTrue();
        // The measure itself is lower, the mean is not.
        new ScoreTrend([0.2, 0.3, 0.4, 0.35], Window).IsHighest.ShouldBeTrue();
        new ScoreTrend([0.2, 0.3, 0.4, 0.1], Window).IsHighest.ShouldBeFalse();
        new ScoreTrend([0.2, double.NaN, 0.3], Window).IsHighest.ShouldBeTrue();
        new ScoreTrend([], Window).IsHighest.ShouldBeFalse();
    }

    // Two means that are compared once differ by two deviations in 2 % of the cases; the highest of eight means lies above the others by itself.
    [Fact]
    public void A_task_that_stands_still_is_seldom_thought_to_fall()
    {
        var random = new Random(3);
        const int curves = 2000;
        var fallen = Enumerable.Range(0, curves)
            .Count(_ => new ScoreTrend([.. Enumerable.Range(0, 10).Select(_ => 0.5 + 0.05 * Normal())], Window).HasFallen(certainty: 2));

        (fallen / (double)curves).ShouldBeInRange(0.02, 0.2);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
