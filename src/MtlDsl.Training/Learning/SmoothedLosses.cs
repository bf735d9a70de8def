namespace MtlDsl.Training;

/// <summary>Running means of the tasks' losses, for people to look at.</summary>
internal sealed class SmoothedLosses(IEnumerable<string> tasks)
{
    private const double Kept = 0.95;

    private readonly string[] names = [.. tasks];
    private readonly Dictionary<string, double> means = [];

    /// <summary>The means in the order of the tasks; NaN before a task's first label.</summary>
    public IReadOnlyList<TaskProgress> Tasks => [.. names.Select(name => new TaskProgress(name, means.GetValueOrDefault(name, double.NaN)))];

    public void Add(string task, double loss) =>
        means[task] = means.TryGetValue(task, out var mean) ? Kept * mean + (1 - Kept) * loss : loss;
}
