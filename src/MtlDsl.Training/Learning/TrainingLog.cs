using MtlDsl.Training.Recording;

namespace MtlDsl.Training;

/// <summary>The table of a training's steps: learning rate, each task's loss, empty where a batch had no label for it, and how much each counted of late.</summary>
internal sealed class TrainingLog : IDisposable
{
    private readonly string[] tasks;
    private readonly StepTable table;

    /// <summary>Opens the table; rows of steps after <paramref name="iteration"/>, which an interrupted run did not keep, are dropped.</summary>
    public TrainingLog(string path, IEnumerable<string> tasks, int iteration)
    {
        this.tasks = [.. tasks];
        table = new StepTable(path, ["learning rate", .. this.tasks.Select(task => $"loss {task}"), .. this.tasks.Select(task => $"weight {task}")], iteration);
    }

    public void Add(int iteration, double learningRate, IReadOnlyDictionary<string, double> losses, IEnumerable<double> weights) =>
        table.Add(iteration, [learningRate, .. tasks.Select(task => losses.TryGetValue(task, out var loss) ? loss : double.NaN), .. weights]);

    public void Dispose() => table.Dispose();
}
