namespace MtlDsl.Training;

/// <summary>Training cannot go on; the message says which task, at which iteration, and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Names the task, the iteration and the fault.</summary>
    public TrainingException(string message) : base(message)
    {
    }

    /// <summary>A loss, or a gradient though the losses are finite, is no finite number.</summary>
    internal static TrainingException Diverged(string what, double value, StepProgress progress) => new(FormattableString.Invariant(
        $"{what} is {value} at iteration {progress.Iteration + 1}: training has diverged. Lower the learning rate ({progress.LearningRate:G4} now), clip gradients or warm up longer."));
}
