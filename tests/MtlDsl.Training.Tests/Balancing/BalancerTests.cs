namespace MtlDsl.Training.Tests.Balancers;

public class BalancerTests
{
    public static TheoryData<Balancing> Kinds => [.. Enum.GetValues<Balancing>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_method_remembers_goes_into_another(Balancing kind)
    {
        var (whole, interrupted) = (Create(kind), Create(kind));
        for (var iteration = 0; iteration < 25; iteration++)
            Weigh(whole, iteration).ShouldBe(Weigh(interrupted, iteration));

        var resumed = Create(kind);
        resumed.State = interrupted.State;

        for (var iteration = 25; iteration < 60; iteration++)
            Weigh(resumed, iteration).ShouldBe(Weigh(whole, iteration));
        resumed.State.ShouldBe(whole.State);
        resumed.State.ShouldAllBe(number => double.IsFinite(number));
    }

    [Fact]
    public void State_of_another_method_is_refused()
    {
        var balancer = Create(Balancing.Dwa);

        Should.Throw<ArgumentException>(() => balancer.State = Create(Balancing.GradNorm).State).Message.ShouldContain("another method");
    }

    [Fact]
    public void Missing_inner_products_are_named() =>
        Should.Throw<ArgumentException>(() => Create(Balancing.Mgda).Weigh(
            new BalancingStep(0, 10, 10, [0], [1.0], null, new Random(0)), new double[1])).Message.ShouldContain("inner products");

    [Theory]
    [InlineData(0, 0.5, "Temperature")]
    [InlineData(2, 1, "Radius")]
    [InlineData(2, double.NaN, "Radius")]
    public void Options_that_make_no_sense_are_named(double temperature, double radius, string expected) =>
        Should.Throw<ArgumentException>(() => Balancer.Create(Balancing.Fixed, [], new BalancingOptions { Temperature = temperature, Radius = radius }))
            .Message.ShouldContain(expected);

    private static Balancer Create(Balancing kind) => Balancer.Create(kind, ["A", "B", "C"], new BalancingOptions());

    // Every third batch labels two tasks only.
    private static double[] Weigh(Balancer balancer, int iteration)
    {
        var random = new Random(iteration);
        int[] labelled = iteration % 3 == 0 ? [0, 2] : [0, 1, 2];
        var weights = new double[labelled.Length];
        balancer.Weigh(new BalancingStep(
            iteration, 60, 10, labelled, [.. labelled.Select(_ => random.NextDouble() + 0.1)], Gradients.Sample(labelled.Length, 5, iteration).Gramian, random), weights);
        return weights;
    }
}
