using MtlDsl.Training.Recording;

namespace MtlDsl.Training;

/// <summary>The table of a training's steps: iteration, learning rate, and each task's loss, empty where a batch had no label for it.</summary>
internal sealed class TrainingLog : IDisposable
{
    private readonly string[] tasks;
    private readonly StepTable table;

    /// <summary>Opens the table; rows of steps after <paramref name="iteration"/>, which an interrupted run did not keep, are dropped.</summary>
    public TrainingLog(string path, IEnumerable<string> tasks, int iteration)
    {
        this.tasks = [.. tasks];
        table = new StepTable(path, this.tasks.Select(task => $"loss {task}").Prepend("learning rate"), iteration);
    }

    public void Add(int iteration, double learningRate, IReadOnlyDictionary<string, double> losses) =>
        table.Add(iteration, tasks.Select(task => losses.TryGetValue(task, out var loss) ? loss : double.NaN).Prepend(learningRate));

    public void Dispose() => table.Dispose();
}
