using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Watches every task's validation curve. A task that has peaked no longer learns from its labels, which it would only learn by heart: it is
/// held to the answers that the network gave at the task's best, on the images that are labelled for it, while the others go on. The last task
/// that still learns is never held: there is nobody to wait for, and to end early is what patience is for.
/// </summary>
internal sealed class Pacer : IResumable, IDisposable
{
    private const string BestPrefix = "pacing.best.", PeakedName = "pacing.peaked";

    private readonly IMultitaskModel model;
    private readonly Func<IMultitaskModel> create;
    private readonly PacingOptions options;
    private readonly int earliest;
    private readonly IReadOnlyList<Head> learnt;
    private readonly Dictionary<string, Snapshot> best = [];
    private readonly Dictionary<string, Teacher> teachers = [];

    /// <param name="model">The network that learns.</param>
    /// <param name="create">Makes another of its kind, for a teacher.</param>
    /// <param name="options">When a task has peaked.</param>
    /// <param name="iterations">Steps of the whole training.</param>
    /// <param name="only">The heads that learn; empty for all.</param>
    public Pacer(IMultitaskModel model, Func<IMultitaskModel> create, PacingOptions options, int iterations, IReadOnlyList<string> only)
    {
        (this.model, this.create, this.options) = (model, create, options);
        earliest = (int)Math.Ceiling(options.Earliest * iterations);
        learnt = [.. model.Architecture.Heads.Where(head => only.Count == 0 || only.Contains(head.Name))];
    }

    /// <summary>The tasks that have peaked.</summary>
    public IReadOnlyCollection<string> Peaked => teachers.Keys;

    /// <summary>Takes notice of a validation, with the network as it was measured.</summary>
    /// <param name="curves">All measures, this one the last.</param>
    /// <param name="iteration">Steps done.</param>
    public void Observe(ValidationCurves curves, int iteration)
    {
        foreach (var task in learnt.Select(head => head.Name).Where(task => !teachers.ContainsKey(task)))
        {
            var trend = new ScoreTrend(curves[task].Points.Select(point => point.Score), options.Window);
            if (trend.IsHighest)
                Keep(task, Snapshot.Of(model));
            else if (iteration >= earliest && trend.HasFallen(options.Certainty) && teachers.Count < learnt.Count - 1)
                Hold(task);
        }
    }

    /// <summary>The losses of a batch: those of tasks that still learn, and for those that have peaked how far they are from their best.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outputs">The network's outputs for them.</param>
    /// <param name="losses">The losses by the labels.</param>
    public IReadOnlyList<TaskLoss> Apply(Batch batch, IReadOnlyList<Tensor> outputs, IReadOnlyList<TaskLoss> losses)
    {
        if (teachers.Count == 0)
            return losses;
        var paced = losses.Where(loss => !teachers.ContainsKey(loss.Task)).ToList();
        for (var i = 0; i < model.LossWeights.Count; i++)
        {
            var task = model.Architecture.Heads[i].Name;
            if (!teachers.TryGetValue(task, out var teacher))
                continue;
            using var labelled = LabelledRows.Of(batch, i);
            if (teacher.Distance(batch.Images, outputs, labelled) is { } distance)
                paced.Add(new TaskLoss(task, distance, options.AnchorWeight * model.LossWeights[i]));
        }
        return paced;
    }

    public IEnumerable<TensorToStore> Save() =>
        best.SelectMany(item => item.Value.Save($"{BestPrefix}{item.Key}."))
            .Append(TensorStorage.NumbersToStore(PeakedName, [.. model.Architecture.Heads.Select(head => teachers.ContainsKey(head.Name) ? 1.0 : 0)]));

    public void Restore(StateFile checkpoint)
    {
        foreach (var (head, peaked) in model.Architecture.Heads.Zip(checkpoint[PeakedName].ReadDoubles(model.Architecture.Heads.Count)))
        {
            var prefix = $"{BestPrefix}{head.Name}.";
            if (checkpoint.Tensors.Keys.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
                Keep(head.Name, Snapshot.Read(model, checkpoint, prefix));
            if (peaked == 1)
                Hold(head.Name);
        }
    }

    public void Dispose()
    {
        foreach (var snapshot in best.Values)
            snapshot.Dispose();
        foreach (var teacher in teachers.Values)
            teacher.Dispose();
    }

    private void Keep(string task, Snapshot snapshot)
    {
        if (best.Remove(task, out var older))
            older.Dispose();
        best.Add(task, snapshot);
    }

    private void Hold(string task)
    {
        var teacher = create();
        best[task].CopyTo(teacher);
        teachers.Add(task, new Teacher(teacher, model.Architecture.Heads.Single(head => head.Name == task)));
    }
}
