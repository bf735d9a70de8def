using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>Whatever training does, it asks network and batch for their device and makes no tensor on the default one.</summary>
[Collection("torch")]
public sealed class DefaultDeviceTests : IDisposable
{
    private static readonly TrainingOptions quick = new()
    {
        Iterations = 6, BatchSize = 4, Warmup = 1, LearningRate = 1e-3, CheckpointEvery = 0, EvaluateEvery = 1, Seed = 5,
    };

    private static readonly Dictionary<string, TrainingOptions> cases = new()
    {
        ["accumulation"] = quick with { Accumulation = 2 },
        ["waiting heads"] = quick with { SamplesPerUpdate = new Dictionary<string, int> { ["Surfaces"] = 7, ["Objects"] = 5 } },
        ["average"] = quick with { AverageDecay = 0.9, ReestimationBatches = 2 },
        ["pacing"] = quick with { Pacing = new PacingOptions { Window = 1, Certainty = 0, Earliest = 0 } },
        ["frozen norms"] = quick with { BatchNorm = BatchNormPolicy.Frozen, GradientClip = 0 },
        ["teachers"] = quick with { Teachers = new Dictionary<string, string> { ["Surfaces"] = "" } },
    };

    private readonly TemporaryFolder folder = new();

    public DefaultDeviceTests() => set_num_threads(1);

    public static TheoryData<string> Cases => [.. cases.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_and_its_resumption_make_no_tensor_there(string name) => TrainAndResume(cases[name]);

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.AdaDelta)]
    public void An_optimiser_makes_no_tensor_there(OptimizerKind optimizer) => TrainAndResume(quick with { Optimizer = optimizer });

    public static TheoryData<Balancing> Methods => [.. Enum.GetValues<Balancing>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_balancing_method_makes_no_tensor_there(Balancing method) => TrainAndResume(quick with { Balancing = method });

    [Fact]
    public void Measured_norms_make_no_tensor_there()
    {
        using var model = new TinyNetwork();
        using var guard = new NoDefaultDevice();
        var data = new TinyData();
        using var batches = new BatchLoader([new(data, data.Open(null, Split.Train))], new() { BatchSize = 4 });
        using var batch = batches.Next();

        BatchNormUnfolding.IsFolded(model.Trunk).ShouldBeTrue();
        BatchNormUnfolding.Apply(model, [batch.Images]);
        BatchNormEstimation.Apply(model, [batch.Images]);
    }

    [Fact]
    public void The_guard_finds_one_that_does()
    {
        using var weight = ones(2);
        using var guard = new NoDefaultDevice();

        Should.Throw<Exception>(() => weight * ones(2)).Message.ShouldContain("meta");
    }

    private void TrainAndResume(TrainingOptions options)
    {
        var run = new RunFolder(folder["run"]);
        var teacher = folder["teacher.safetensors"];
        using (var network = new TinyNetwork())
            NetworkWeights.Save(teacher, network, iteration: 1);
        options = options with { Teachers = options.Teachers.ToDictionary(item => item.Key, _ => teacher) };

        Train(options, run, stopAfter: 3).Completed.ShouldBeFalse();
        Train(options, run, stopAfter: null).Iteration.ShouldBe(options.Iterations);
    }

    private static TrainingOutcome Train(TrainingOptions options, RunFolder run, int? stopAfter)
    {
        using var model = new TinyNetwork();
        using var guard = new NoDefaultDevice();
        using var stop = new CancellationTokenSource();
        var step = 0;
        using var trainer = new Trainer(model, options, () => guard.Make(() => new TinyNetwork()))
        {
            Folder = run,
            Observer = new RecordingObserver
            {
                OnStep = progress =>
                {
                    step = progress.Iteration;
                    if (step == stopAfter)
                        stop.Cancel();
                },
            },
            Evaluate = Measure,
        };
        if (stopAfter is null)
        {
            using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
            trainer.Restore(checkpoint);
        }
        // Half of the images have boxes and the others masks, so that teachers have something to say.
        TinyData boxes = new TinyBoxes(), masks = new TinyMasks();
        using var batches = new BatchLoader([new(boxes, boxes.Open(null, Split.Train)), new(masks, masks.Open(null, Split.Train))], new()
        {
            BatchSize = options.BatchSize,
            FirstBatch = (long)trainer.Iteration * options.Accumulation,
        });
        return trainer.Run(batches, stop.Token);

        // What is measured counts for nothing: the surfaces are best at the first step, so that they peak while the objects go on.
        EvaluationResult Measure()
        {
            var data = new TinyData();
            Evaluator.Evaluate(model, new EvaluationImages(data, data.Open(null, Split.Test)).Take(2)).Heads.Count.ShouldBe(2);
            return new(1, [new SegmentationResult("Surfaces", 1 - step / 20.0, 0, 0, []), new SegmentationResult("Objects", step / 20.0, 0, 0, [])]);
        }
    }
}
