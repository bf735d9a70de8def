using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>A run that was stopped and taken up ends, to the bit, as one that was not, whatever it has to remember.</summary>
[Collection("torch")]
public sealed class ResumptionTests : IDisposable
{
    private static readonly TrainingOptions quick = new() { Iterations = 12, BatchSize = 2, Warmup = 2, LearningRate = 0.02, CheckpointEvery = 0, Seed = 7 };

    private static readonly Dictionary<string, TrainingOptions> cases = new()
    {
        ["Adam"] = quick with { Optimizer = OptimizerKind.Adam, LearningRate = 1e-3 },
        ["AdamW"] = quick with { Optimizer = OptimizerKind.AdamW, LearningRate = 1e-3 },
        ["AdaDelta"] = quick with { Optimizer = OptimizerKind.AdaDelta, LearningRate = 1 },
        ["accumulation"] = quick with { Accumulation = 3 },
        ["waiting heads"] = quick with { SamplesPerUpdate = new Dictionary<string, int> { ["Surfaces"] = 5, ["Objects"] = 7 } },
        ["average"] = quick with { AverageDecay = 0.9 },
        ["learnt weights"] = quick with { Balancing = Balancing.Uncertainty },
        ["epoch means"] = quick with { Balancing = Balancing.Dwa },
        ["random weights"] = quick with { Balancing = Balancing.Rlw },
        ["gradients"] = quick with { Balancing = Balancing.NashMtl },
        ["random order of gradients"] = quick with { Balancing = Balancing.PcGrad },
        ["pacing"] = quick with { EvaluateEvery = 1, Pacing = new PacingOptions { Window = 1, Certainty = 0, Earliest = 0 }, AverageDecay = 0.5 },
        ["patience"] = quick with { EvaluateEvery = 1, Patience = 9 },
    };

    private readonly TemporaryFolder folder = new();

    public ResumptionTests() => set_num_threads(1);

    public static TheoryData<string> Cases => [.. cases.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resumed_run_ends_as_an_uninterrupted_one(string name)
    {
        var options = cases[name];
        var (whole, part) = (new RunFolder(folder["whole"]), new RunFolder(folder["part"]));

        var outcome = Train(options, whole, stopAfter: null);
        // The fifth step leaves gradients waiting, and a task that has peaked.
        Train(options, part, stopAfter: 5).Completed.ShouldBeFalse();
        Train(options, part, stopAfter: null, resume: true).Iteration.ShouldBe(outcome.Iteration);

        File.ReadAllBytes(part.Weights).ShouldBe(File.ReadAllBytes(whole.Weights));
        File.ReadAllText(part.Log).ShouldBe(File.ReadAllText(whole.Log));
    }

    private static TrainingOutcome Train(TrainingOptions options, RunFolder run, int? stopAfter, bool resume = false)
    {
        manual_seed(options.Seed);
        using var model = new TinyNetwork();
        using var stop = new CancellationTokenSource();
        var step = 0;
        var observer = new RecordingObserver
        {
            OnStep = progress =>
            {
                step = progress.Iteration;
                if (step == stopAfter)
                    stop.Cancel();
            },
        };
        // The surfaces are best at the second step, so that they peak while the objects go on.
        EvaluationResult Measure() => new(1,
        [
            new SegmentationResult("Surfaces", 1 - Math.Abs(step - 2) / 20.0, 0, 0, []),
            new SegmentationResult("Objects", step / 20.0, 0, 0, []),
        ]);
        using var trainer = new Trainer(model, options, () => new TinyNetwork())
        {
            Folder = run,
            Observer = observer,
            Evaluate = options.EvaluateEvery > 0 ? Measure : null,
            StepsPerEpoch = 3,
        };
        if (resume)
        {
            using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
            trainer.Restore(checkpoint);
        }
        var adapter = new TinyData();
        using var batches = new BatchLoader([new BatchFeed(adapter, adapter.Open(null, Split.Train))], new BatchLoaderOptions
        {
            BatchSize = options.BatchSize,
            Seed = (ulong)options.Seed,
            FirstBatch = (long)trainer.Iteration * options.Accumulation,
        });
        return trainer.Run(batches, stop.Token);
    }
}
