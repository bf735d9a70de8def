using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Evaluation;
using MtlDsl.Vision;

namespace MtlDsl.Training.Recording;

/// <summary>Keeps a training for TensorBoard: learning rate, speed and losses of every step, all measures of every evaluation.</summary>
public sealed class EventLog : ITrainingObserver, IDisposable
{
    private readonly EventFile file;
    private bool hasStepped;

    /// <summary>Opens the file.</summary>
    /// <param name="folder">Where the run is kept.</param>
    /// <param name="iteration">Steps done; events of later ones, which an interrupted run did not keep, are dropped.</param>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public EventLog(RunFolder folder, int iteration) => file = new EventFile(folder.Events, iteration, TimeProvider.System);

    /// <inheritdoc/>
    public void Stepped(TrainingProgress progress)
    {
        hasStepped = true;
        file.Add(
            progress.Iteration,
            [
                ("learning rate", progress.LearningRate), ("images per second", progress.ImagesPerSecond),
                .. progress.Tasks.Select(task => ($"loss/{task.Task}", task.Loss)),
                .. progress.Tasks.Zip(progress.Weights, (task, weight) => ($"weight/{task.Task}", weight)),
                .. progress.Tasks.Select(task => ($"peaked/{task.Task}", progress.Peaked.Contains(task.Task) ? 1.0 : 0)),
            ]);
    }

    /// <inheritdoc/>
    public void Evaluated(int iteration, EvaluationResult result, bool isBest)
    {
        // A run whose last step was done already is measured again: what it measured then is dropped.
        if (!hasStepped)
            file.CutAfterFirst(iteration);
        file.Add(
            iteration,
            [
                ("score", result.Score),
                .. result.Heads.SelectMany(head => head.Measurements.Select(measure => ($"{head.Head}/{measure.Name}", measure.Value))),
                .. result.Heads.SelectMany(head => head.Rows).Where(row => row.Class is not null)
                    .Select(row => ($"{row.Head} classes/{row.Class}", row.Values[0])),
            ]);
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="iteration">Steps done.</param>
    /// <param name="tag">What it is called.</param>
    /// <param name="size">Its size.</param>
    /// <param name="encoded">The content of a PNG or JPEG file.</param>
    public void AddImage(int iteration, string tag, PixelSize size, byte[] encoded) => file.AddImage(iteration, tag, size, encoded);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
