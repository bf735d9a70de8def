using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Models;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using static TorchSharp.torch;

namespace MtlDsl.Benchmarks;

/// <summary>A long run of the small aerial network: tensors and memory that a step leaves behind would show.</summary>
internal static class FlatRun
{
    // Whatever a network and its data need has been asked for once by then.
    private const double Settled = 0.2;

    // Libraries take a little now and then; a step that leaves one activation map behind would take hundreds of times as much.
    private const long Growth = 16L << 20;

    public static int Run(int steps)
    {
        var samples = new List<(int Step, long Tensors, long Bytes)>();
        using var network = new SmallAerial();
        var data = new FlatScenes();
        var options = new TrainingOptions { Iterations = steps, BatchSize = 2, CheckpointEvery = 0 };
        using var trainer = new Trainer(network, options) { Observer = new Watch(samples, Math.Max(1, steps / 20)) };
        using var batches = new BatchLoader(
            [new BatchFeed(data, data.Open(null, Split.Train))], new BatchLoaderOptions { BatchSize = options.BatchSize, CacheBytes = 0 });
        trainer.Run(batches);

        var settled = samples.Where(sample => sample.Step >= steps * Settled).ToList();
        var tensors = settled.Max(sample => sample.Tensors) - settled.Min(sample => sample.Tensors);
        var bytes = settled[^1].Bytes - settled[0].Bytes;
        Console.WriteLine(FormattableString.Invariant(
            $"from step {settled[0].Step} to {settled[^1].Step}: live tensors differ by {tensors}, resident memory grew by {bytes / 1048576.0:0.0} MiB"));
        return tensors == 0 && bytes <= Growth ? 0 : 1;
    }

    private sealed class Watch(List<(int, long, long)> samples, int every) : ITrainingObserver
    {
        public void Stepped(TrainingProgress progress)
        {
            if (progress.Iteration % every != 0)
                return;
            samples.Add((progress.Iteration, Tensor.TotalCount, ProcessMemory.Now().Resident));
            Console.WriteLine(FormattableString.Invariant(
                $"{progress.Iteration,6}  {Tensor.TotalCount} live tensors  {ProcessMemory.Now().Resident / 1048576.0:0.0} MiB"));
        }

        public void Evaluated(int iteration, EvaluationResult result, bool isBest)
        {
        }
    }
}
