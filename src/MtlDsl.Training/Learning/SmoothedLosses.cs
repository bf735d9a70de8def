namespace MtlDsl.Training;

/// <summary>Running means of the tasks' losses, for people to look at.</summary>
internal sealed class SmoothedLosses(IEnumerable<string> tasks)
{
    private const double Kept = 0.95;

    /// <summary>A loss that has grown by this factor does not come back; where a network is untrained its first one is about the largest.</summary>
    private const double Divergence = 20;

    private readonly string[] names = [.. tasks];
    private readonly Dictionary<string, double> means = [], first = [];

    /// <summary>The means in the order of the tasks; NaN before a task's first loss.</summary>
    public IReadOnlyList<TaskProgress> Tasks => [.. names.Select(name => new TaskProgress(name, means.GetValueOrDefault(name, double.NaN)))];

    /// <summary>The tasks whose losses are far above their first ones.</summary>
    public IReadOnlyList<string> Diverging =>
        names.Where(name => first.TryGetValue(name, out var loss) && means[name] > Divergence * loss).ToArray();

    public void Add(string task, double loss)
    {
        means[task] = means.TryGetValue(task, out var mean) ? Kept * mean + (1 - Kept) * loss : loss;
        if (loss > 0)
            first.TryAdd(task, loss);
    }
}
