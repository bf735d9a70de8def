using System.Globalization;

namespace MtlDsl.Training;

/// <summary>The table of a training's steps: iteration, learning rate, and each task's loss, empty where a batch had no label for it.</summary>
internal sealed class TrainingLog : IDisposable
{
    private readonly string[] tasks;
    private readonly StreamWriter writer;

    /// <summary>Opens the table; rows of steps after <paramref name="iteration"/>, which an interrupted run did not keep, are dropped.</summary>
    public TrainingLog(string path, IEnumerable<string> tasks, int iteration)
    {
        this.tasks = [.. tasks];
        string[] kept = iteration > 0 && File.Exists(path)
            ? [.. File.ReadLines(path).Skip(1).TakeWhile(row => IsUpTo(row, iteration))]
            : [];
        writer = new StreamWriter(path) { AutoFlush = true };
        writer.WriteLine(string.Join(',', this.tasks.Select(task => $"loss {task}").Prepend("learning rate").Prepend("iteration")));
        foreach (var row in kept)
            writer.WriteLine(row);
    }

    public void Add(int iteration, double learningRate, IReadOnlyDictionary<string, double> losses)
    {
        var cells = tasks.Select(task => losses.TryGetValue(task, out var loss) ? Text(loss) : "");
        writer.WriteLine(string.Join(',', cells.Prepend(Text(learningRate)).Prepend(iteration.ToString(CultureInfo.InvariantCulture))));
    }

    public void Dispose() => writer.Dispose();

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static bool IsUpTo(string row, int iteration) =>
        int.TryParse(row.AsSpan(0, Math.Max(row.IndexOf(','), 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= iteration;
}
