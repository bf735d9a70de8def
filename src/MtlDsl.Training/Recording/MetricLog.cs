using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training.Recording;

/// <summary>
/// Keeps what every evaluation measured: a row in <see cref="RunFolder.Metrics"/> with all measures of the heads, and the latest with its
/// classes in <see cref="RunFolder.LatestMetrics"/>.
/// </summary>
/// <param name="folder">Where the run is kept.</param>
/// <param name="iteration">Steps done; rows of later ones, which an interrupted run did not keep, are dropped.</param>
public sealed class MetricLog(RunFolder folder, int iteration) : ITrainingObserver, IDisposable
{
    private StepTable? table;

    /// <inheritdoc/>
    public void Stepped(TrainingProgress progress)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">The files cannot be written.</exception>
    public void Evaluated(int iteration, EvaluationResult result, bool isBest)
    {
        table ??= Open(result, iteration);
        table.Add(iteration, [isBest ? 1 : 0, result.Score, .. result.Heads.SelectMany(head => head.Measurements).Select(measure => measure.Value)]);
        AtomicFile.Write(folder.LatestMetrics, EvaluationJson.Write(result));
    }

    /// <inheritdoc/>
    public void Dispose() => table?.Dispose();

    // Which measures there are shows in the first result. A run whose last step was done already is measured again, and keeps one row of it.
    private StepTable Open(EvaluationResult result, int measured) => new(
        folder.Metrics,
        ["best", "score", .. result.Heads.SelectMany(head => head.Measurements.Select(measure => $"{head.Head} {measure.Name}"))],
        Math.Min(iteration, measured - 1));
}
