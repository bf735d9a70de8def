namespace MtlDsl.Training.Tests.Learning;

public class LearningRateScheduleTests
{
    private static readonly TrainingOptions eight = new() { Iterations = 8, LearningRate = 0.1, Warmup = 0 };

    /// <summary>What PyTorch's lr_scheduler gives in eight steps: PolynomialLR, CosineAnnealingLR, MultiStepLR, and LinearLR chained before them.</summary>
    public static TheoryData<TrainingOptions, double[]> OfPyTorch => new()
    {
        { eight, [0.1, 0.0886762354, 0.0771889507, 0.0655076493, 0.0535886731, 0.0413645345, 0.0287174589, 0.0153893052] },
        { eight with { Warmup = 4 }, [0.025, 0.0443381177, 0.057891713, 0.0655076493, 0.0535886731, 0.0413645345, 0.0287174589, 0.0153893052] },
        {
            eight with { Policy = LearningRatePolicy.Cosine, FinalFactor = 0.1 },
            [0.1, 0.096574579, 0.0868198052, 0.0722207545, 0.055, 0.0377792455, 0.0231801948, 0.013425421]
        },
        {
            eight with { Policy = LearningRatePolicy.Cosine },
            [0.1, 0.0961939766, 0.0853553391, 0.0691341716, 0.05, 0.0308658284, 0.0146446609, 0.00380602337]
        },
        { eight with { Policy = LearningRatePolicy.Step, Steps = [3, 6], Warmup = 4 }, [0.025, 0.05, 0.075, 0.01, 0.01, 0.01, 0.001, 0.001] },
        { eight with { Policy = LearningRatePolicy.Fixed, Warmup = 4 }, [0.025, 0.05, 0.075, 0.1, 0.1, 0.1, 0.1, 0.1] },
    };

    [Theory]
    [MemberData(nameof(OfPyTorch))]
    public void Every_policy_gives_what_PyTorchs_gives(TrainingOptions options, double[] expected) =>
        Enumerable.Range(0, 8).Select(iteration => LearningRateSchedule.At(options, iteration)).ToArray().ShouldBe(expected, 1e-9);

    [Fact]
    public void Cosine_ends_at_its_floor() =>
        LearningRateSchedule.At(eight with { Policy = LearningRatePolicy.Cosine, FinalFactor = 0.25 }, 8).ShouldBe(0.025, 1e-12);

    [Fact]
    public void Poly_falls_to_zero()
    {
        var options = new TrainingOptions { Iterations = 100, LearningRate = 0.1, Warmup = 0 };

        LearningRateSchedule.At(options, 0).ShouldBe(0.1);
        LearningRateSchedule.At(options, 50).ShouldBe(0.1 * Math.Pow(0.5, 0.9), 1e-12);
        LearningRateSchedule.At(options, 99).ShouldBe(0.1 * Math.Pow(0.01, 0.9), 1e-12);
    }

    [Fact]
    public void Steps_multiply()
    {
        var options = new TrainingOptions { Policy = LearningRatePolicy.Step, LearningRate = 1, Steps = [10, 20], StepFactor = 0.1, Warmup = 0 };

        LearningRateSchedule.At(options, 9).ShouldBe(1);
        LearningRateSchedule.At(options, 10).ShouldBe(0.1, 1e-12);
        LearningRateSchedule.At(options, 20).ShouldBe(0.01, 1e-12);
    }

    [Fact]
    public void Warm_up_rises_in_equal_steps()
    {
        var options = new TrainingOptions { Policy = LearningRatePolicy.Fixed, LearningRate = 1, Warmup = 4 };

        Enumerable.Range(0, 6).Select(i => LearningRateSchedule.At(options, i)).ShouldBe([0.25, 0.5, 0.75, 1, 1, 1]);
    }

    [Theory]
    [InlineData(0, 0.1, "Iterations")]
    [InlineData(10, -1, "LearningRate")]
    [InlineData(10, double.NaN, "LearningRate")]
    public void Options_that_make_no_sense_are_named(int iterations, double learningRate, string expected) =>
        Should.Throw<ArgumentException>(() => new TrainingOptions { Iterations = iterations, LearningRate = learningRate }.Validate())
            .Message.ShouldContain(expected);

    [Fact]
    public void Options_that_would_do_nothing_are_named()
    {
        foreach (var (options, expected) in new (TrainingOptions, string)[]
        {
            (new() { Patience = 3 }, "EvaluateEvery with Patience is 0"),
            (new() { Policy = LearningRatePolicy.Step }, "Steps with Policy Step is 0"),
            (new() { Steps = [20, 20] }, "Steps is 20; it must be more than 20"),
            (new() { Steps = [-5] }, "Steps is -5"),
            (new() { StepFactor = 0 }, "StepFactor is 0"),
            (new() { BalancingConstants = new() { Temperature = 0 } }, "Temperature is 0"),
        })
            Should.Throw<ArgumentException>(options.Validate).Message.ShouldContain(expected);
    }
}
