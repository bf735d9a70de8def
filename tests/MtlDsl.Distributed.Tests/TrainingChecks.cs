using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Tests;
using MtlDsl.Training.Tests.Learning;
using TorchSharp;

namespace MtlDsl.Distributed.Tests;

/// <summary>A short training of the small network by one rank, or by a process alone; the first writes a line a step.</summary>
internal static class TrainingChecks
{
    /// <param name="group">The ranks; null for a process alone.</param>
    /// <param name="folder">Where the run is kept.</param>
    /// <param name="changes">
    /// Options by name, such as <c>BatchNorm=Frozen</c>; <c>Resume</c> goes on from the checkpoint, and <c>BoxesOnly</c> leaves out the masks.
    /// </param>
    public static void Run(ProcessGroup? group, string folder, params string[] changes)
    {
        var run = new RunFolder(folder);
        var options = new TrainingOptions
        {
            Iterations = 8, BatchSize = 4, LearningRate = 0.02, Warmup = 2, CheckpointEvery = 2, EvaluateEvery = 3, Seed = 5,
            BatchNorm = Value<BatchNormPolicy>("BatchNorm"), Balancing = Value<Balancing>("Balancing"), Accumulation = Math.Max(1, Number("Accumulation")),
            AverageDecay = Number("Average") / 10.0, Pacing = Number("Pacing") > 0 ? new PacingOptions { Window = 1, Certainty = 0, Earliest = 0 } : null,
        };
        if (Number("Iterations") is > 0 and var iterations)
            options = options with { Iterations = iterations };
        if (Text("Teacher") is { } teacher)
            options = options with { Teachers = new Dictionary<string, string> { ["Surfaces"] = teacher, ["Objects"] = teacher } };
        // The first rank's weights count, so the others' beginning must make no difference.
        torch.manual_seed(group?.Rank ?? 0);
        using var model = new TinyNetwork();
        var test = new EvaluationImages(new TinyData(), new TinyData().Open(null, Split.Test));
        using var trainer = new Trainer(model, options, () => new TinyNetwork(), group)
        {
            Folder = run,
            Observer = new RecordingObserver { OnStep = progress => Console.WriteLine(progress.Iteration) },
            Evaluate = () => Evaluator.Evaluate(model, test),
        };
        if (changes.Contains("Resume"))
        {
            using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
            trainer.Restore(checkpoint);
        }
        // Boxes and masks come in turn: with two images a rank, each still has both; with one, it has one of them only.
        var whole = new BatchLoaderOptions { BatchSize = options.BatchSize, Seed = 5, FirstBatch = trainer.Iteration * options.Accumulation };
        BatchFeed[] feeds = [.. new TinyData[] { new TinyBoxes(), new TinyMasks() }.Select(data => new BatchFeed(data, data.Open(null, Split.Train)))];
        using var batches = new BatchLoader(changes.Contains("BoxesOnly") ? feeds[..1] : feeds, group?.Share(whole) ?? whole);
        trainer.Run(batches).Completed.ShouldBeTrue();

        T Value<T>(string name) where T : struct, Enum => Text(name) is { } text ? Enum.Parse<T>(text) : default;

        int Number(string name) => Text(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;

        string? Text(string name) => changes.FirstOrDefault(change => change.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
    }
}
