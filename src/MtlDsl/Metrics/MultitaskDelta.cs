namespace MtlDsl.Metrics;

/// <summary>One task of a multitask network beside the network that does nothing else.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Multitask">The multitask network's measure.</param>
/// <param name="SingleTask">The single-task network's measure.</param>
/// <param name="LowerIsBetter">Whether the measure is an error.</param>
public readonly record struct TaskPair(string Task, double Multitask, double SingleTask, bool LowerIsBetter = false)
{
    /// <summary>The change in parts of the single-task measure, above 0 where the multitask network is better; NaN where one was not measured.</summary>
    public double Change => (LowerIsBetter ? -1 : 1) * (Multitask - SingleTask) / SingleTask;
}

/// <summary>
/// What sharing a trunk costs or gains over all tasks: the mean of the tasks' signed relative changes (Maninis et al., "Attentive
/// Single-Tasking of Multiple Tasks", 2019; Vandenhende et al., "Multi-Task Learning for Dense Prediction Tasks: A Survey", 2021).
/// </summary>
public static class MultitaskDelta
{
    /// <summary>The mean change: -0.02 is two per cent worse than the single-task networks. NaN where a task was not measured, or there are none.</summary>
    public static double Of(IEnumerable<TaskPair> tasks) => tasks.Select(task => task.Change).DefaultIfEmpty(double.NaN).Average();
}
