namespace MtlDsl.Training;

/// <summary>A task's loss while training.</summary>
/// <param name="Task">Name of the head.</param>
/// <param name="Loss">Its loss before weighting, smoothed over the last twenty steps or so; NaN before its labels, on any rank, gave it something to compare.</param>
public readonly record struct TaskProgress(string Task, double Loss);

/// <summary>Where training stands after a step.</summary>
/// <param name="Iteration">Steps done.</param>
/// <param name="Iterations">Steps to do in all.</param>
/// <param name="Tasks">The losses, in the order of the heads.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="ImagesPerSecond">Speed over this run, evaluations apart.</param>
/// <param name="TimeLeft">At that speed.</param>
public sealed record TrainingProgress(
    int Iteration, int Iterations, IReadOnlyList<TaskProgress> Tasks, double LearningRate, double ImagesPerSecond, TimeSpan TimeLeft)
{
    /// <summary>How much each task counted of late, in the order of the heads.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>The heads whose losses have grown far beyond what they were at first, though they are still numbers.</summary>
    public IReadOnlyList<string> Diverging { get; init; } = [];

    /// <summary>The heads that are held to their best while others learn on.</summary>
    public IReadOnlyCollection<string> Peaked { get; init; } = [];
}
