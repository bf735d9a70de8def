using static MtlDsl.Training.Balancing;

namespace MtlDsl.Training.Tests.Balancers;

public class LossBalancingTests
{
    private static readonly string[] tasks = ["Ground", "Objects"];

    [Fact]
    public void Fixed_counts_every_task_once() => Weigh(Create(Fixed), 0, [3, 0.1]).ShouldBe([1, 1]);

    [Fact]
    public void Uncertainty_starts_and_moves_as_defined()
    {
        var balancer = Create(Uncertainty, new BalancingOptions { Rate = 0.1 });

        Weigh(balancer, 0, [1, 0.5]).ShouldBe([0.5 * Math.Exp(0.5), 0.5 * Math.Exp(0.5)], 1e-12);
        // ds of L / (2 e^s) + s / 2
        balancer.State[0].ShouldBe(-0.5 - 0.1 * (0.5 - 1 / (2 * Math.Exp(-0.5))), 1e-12);
        balancer.State[1].ShouldBe(-0.5 - 0.1 * (0.5 - 0.5 / (2 * Math.Exp(-0.5))), 1e-12);
    }

    [Theory]
    [InlineData(Uncertainty, 0.5)]
    [InlineData(ImtlL, 1.0)]
    public void Learnt_scales_bring_losses_to_one_size_within_a_few_hundred_steps(Balancing kind, double settled)
    {
        var balancer = Create(kind);
        double[] losses = [30, 0.05];

        for (var step = 0; step < 400; step++)
            Weigh(balancer, step, losses);

        var weights = Weigh(balancer, 400, losses);
        (weights[0] * losses[0]).ShouldBe(settled, settled * 0.1);
        (weights[1] * losses[1]).ShouldBe(settled, settled * 0.1);
    }

    [Theory]
    [InlineData(Uncertainty)]
    [InlineData(ImtlL)]
    public void One_huge_loss_does_not_silence_a_task(Balancing kind)
    {
        var balancer = Create(kind);
        var before = Weigh(balancer, 0, [1e6, 1])[0];

        Weigh(balancer, 1, [1, 1])[0].ShouldBeInRange(before * 0.95, before);
    }

    [Fact]
    public void A_task_that_is_not_labelled_learns_nothing()
    {
        var balancer = Create(Uncertainty);

        balancer.Weigh(new BalancingStep(0, 100, 10, [1], [2.0], null, new Random(0)), new double[1]);

        balancer.State[0].ShouldBe(-0.5);
        balancer.State[1].ShouldNotBe(-0.5);
    }

    [Fact]
    public void Dwa_compares_the_means_of_the_last_two_epochs()
    {
        var balancer = Create(Dwa);
        // Two steps an epoch: means 4 and 1, then 2 and 1.
        double[][] losses = [[5, 1], [3, 1], [2, 1.5], [2, 0.5], [9, 9]];
        var weights = losses.Select((step, iteration) => Weigh(balancer, iteration, step, stepsPerEpoch: 2)).ToList();

        weights[..4].ShouldAllBe(step => step[0] == 1 && step[1] == 1);
        var (slow, fast) = (Math.Exp(1.0 / 2), Math.Exp(0.5 / 2));
        weights[4].ShouldBe([2 * fast / (fast + slow), 2 * slow / (fast + slow)], 1e-12);
    }

    [Fact]
    public void Dwa_leaves_out_tasks_without_losses()
    {
        var balancer = Create(Dwa);
        var weight = new double[1];
        for (var step = 0; step < 8; step++)
        {
            balancer.Weigh(new BalancingStep(step, 100, 2, [1], [1.0 / (step + 1)], null, new Random(0)), weight);
            weight[0].ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void Rlw_draws_anew_at_every_step_and_its_weights_sum_to_one()
    {
        var (balancer, random) = (Create(Rlw), new Random(3));
        var drawn = Enumerable.Range(0, 4000).Select(step => Weigh(balancer, step, [1, 1], random)).ToList();

        drawn.ShouldAllBe(weights => Math.Abs(weights.Sum() - 1) < 1e-12 && weights.Min() > 0);
        // The logarithm of the ratio is the difference of two normal numbers: mean 0, variance 2.
        var ratios = drawn.Select(weights => Math.Log(weights[0] / weights[1])).ToList();
        ratios.Average().ShouldBe(0, 0.1);
        ratios.Average(ratio => ratio * ratio).ShouldBe(2, 0.15);
    }

    [Fact]
    public void GradNorm_brings_norms_together_where_tasks_learn_alike()
    {
        var balancer = Create(GradNorm);
        // Norms 10 and 0.1.
        var gramian = new double[,] { { 100, 0 }, { 0, 0.01 } };
        Weigh(balancer, 0, [1, 1], gramian: gramian).ShouldBe([1, 1]);

        for (var step = 1; step < 300; step++)
            Weigh(balancer, step, [1, 1], gramian: gramian);

        var weights = Weigh(balancer, 300, [1, 1], gramian: gramian);
        weights.Sum().ShouldBe(2, 1e-9);
        (weights[0] * 10 / (weights[1] * 0.1)).ShouldBe(1, 0.06);
    }

    [Fact]
    public void GradNorm_favours_the_task_that_lags_by_its_power()
    {
        var balancer = Create(GradNorm);
        var gramian = new double[,] { { 1, 0 }, { 0, 1 } };
        Weigh(balancer, 0, [1, 4], gramian: gramian);

        // The first task has all of its loss left, the second a quarter: rates 1.6 and 0.4 of the mean.
        for (var step = 1; step < 300; step++)
            Weigh(balancer, step, [1, 1], gramian: gramian);

        var weights = Weigh(balancer, 300, [1, 1], gramian: gramian);
        (weights[0] / weights[1]).ShouldBeInRange(Math.Pow(4, 1.5) * 0.7, double.PositiveInfinity);
        weights.Sum().ShouldBe(2, 1e-9);
    }

    private static Balancer Create(Balancing kind, BalancingOptions? options = null) =>
        Balancer.Create(kind, tasks, options ?? new BalancingOptions());

    private static double[] Weigh(
        Balancer balancer, int iteration, double[] losses, Random? random = null, int stepsPerEpoch = 10, double[,]? gramian = null)
    {
        var weights = new double[losses.Length];
        balancer.Weigh(new BalancingStep(iteration, 1000, stepsPerEpoch, [0, 1], losses, gramian, random ?? new Random(0)), weights);
        return weights;
    }
}
