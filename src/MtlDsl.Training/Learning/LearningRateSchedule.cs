namespace MtlDsl.Training;

/// <summary>
/// The learning rate of every iteration: what the policy gives, times a linear warm-up. The policy counts from the first iteration, warm-up
/// or not, as PyTorch's chained schedulers do.
/// </summary>
public static class LearningRateSchedule
{
    /// <summary>The learning rate of an iteration.</summary>
    /// <param name="options">Policy, warm-up and length of the training.</param>
    /// <param name="iteration">Steps done before this one, from 0.</param>
    public static double At(TrainingOptions options, int iteration)
    {
        var done = Math.Min((double)iteration / options.Iterations, 1);
        var fallen = options.Policy switch
        {
            LearningRatePolicy.Poly => Math.Pow(1 - done, options.Power),
            LearningRatePolicy.Step => Math.Pow(options.StepFactor, options.Steps.Count(step => iteration >= step)),
            LearningRatePolicy.Cosine => options.FinalFactor + (1 - options.FinalFactor) * (1 + Math.Cos(Math.PI * done)) / 2,
            _ => 1,
        };
        var warm = options.Warmup > 0 ? Math.Min((iteration + 1.0) / options.Warmup, 1) : 1;
        return options.LearningRate * fallen * warm;
    }
}
