namespace MtlDsl.Training.Tests.Learning;

public class LearningRateScheduleTests
{
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
}
