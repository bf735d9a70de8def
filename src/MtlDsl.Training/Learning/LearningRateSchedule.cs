namespace MtlDsl.Training;

/// <summary>The learning rate of every iteration.</summary>
public static class LearningRateSchedule
{
    /// <summary>The learning rate of an iteration.</summary>
    /// <param name="options">Policy, warm-up and length of the training.</param>
    /// <param name="iteration">Steps done before this one, from 0.</param>
    public static double At(TrainingOptions options, int iteration)
    {
        var fallen = options.Policy switch
        {
            LearningRatePolicy.Poly => Math.Pow(Math.Max(1 - (double)iteration / options.Iterations, 0), options.Power),
            LearningRatePolicy.Step => Math.Pow(options.StepFactor, options.Steps.Count(step => iteration >= step)),
            _ => 1,
        };
        var warm = options.Warmup > 0 ? Math.Min((iteration + 1.0) / options.Warmup, 1) : 1;
        return options.LearningRate * fallen * warm;
    }
}
