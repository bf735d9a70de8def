using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Report;

/// <summary>All that a run leaves for people beside its weights: measures, TensorBoard's events, the report, what it ran on.</summary>
internal sealed class RunRecord : ITrainingObserver, IDisposable
{
    private readonly RunFolder folder;
    private readonly MetricLog metrics;
    private readonly EventLog events;
    private readonly RunReport report;
    private readonly Observers all;

    /// <summary>Begins the record, or goes on with it.</summary>
    /// <param name="folder">Where the run is kept.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="iterations">Steps to do in all.</param>
    /// <param name="images">Images of an evaluation.</param>
    /// <param name="choosesOnTest">Whether these are the test images.</param>
    /// <exception cref="CheckpointException">The folder cannot be written to.</exception>
    public RunRecord(RunFolder folder, Architecture architecture, int done, int iterations, int images, bool choosesOnTest)
    {
        this.folder = folder;
        RunEnvironment.Current(done).Save(folder);
        metrics = new MetricLog(folder, done);
        events = new EventLog(folder, done);
        report = new RunReport(folder, architecture, iterations, images, choosesOnTest, events);
        // The report reads what the table holds.
        all = new Observers(metrics, events, report);
    }

    /// <summary>Begins an evaluation.</summary>
    /// <returns>Is to be shown every image with the network's outputs.</returns>
    public Action<EvaluationImage, IReadOnlyList<float[]>> BeginEvaluation()
    {
        report.Begin();
        return report.See;
    }

    /// <inheritdoc/>
    public void Stepped(TrainingProgress progress) => all.Stepped(progress);

    /// <inheritdoc/>
    public void Evaluated(int iteration, EvaluationResult result, bool isBest) => all.Evaluated(iteration, result, isBest);

    /// <summary>Adds what the finished network measured on images that had no part in its training.</summary>
    /// <exception cref="CheckpointException">The folder cannot be written to.</exception>
    public void Tested(EvaluationResult result)
    {
        AtomicFile.Write(folder.TestMetrics, EvaluationJson.Write(result));
        report.Tested(result);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        metrics.Dispose();
        events.Dispose();
    }
}
