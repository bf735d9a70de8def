using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

[Collection("torch")]
public sealed class TrainerTests : IDisposable
{
    private static readonly TrainingOptions quick = new() { Iterations = 12, BatchSize = 4, Warmup = 2, LearningRate = 0.05, CheckpointEvery = 5, Seed = 7 };

    private readonly TemporaryFolder folder = new();

    public TrainerTests() => set_num_threads(1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_teaches_both_tasks()
    {
        manual_seed(0);
        using var model = new TinyNetwork();
        var options = quick with { Iterations = 150, BatchSize = 8 };
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, options) { Observer = observer, Evaluate = () => Evaluator.Evaluate(model, TestImages()) };
        using var batches = Batches(options);

        var outcome = trainer.Run(batches);

        outcome.Completed.ShouldBeTrue();
        foreach (var (first, last) in observer.Steps[0].Tasks.Zip(observer.Steps[^1].Tasks))
            last.Loss.ShouldBeLessThan(first.Loss / 3, first.Task);
        outcome.LastEvaluation!.Heads[0].ShouldBeOfType<SegmentationResult>().MeanIoU.ShouldBeGreaterThan(0.7);
        outcome.LastEvaluation!.Heads[1].ShouldBeOfType<DetectionResult>().MeanArea.ShouldBeGreaterThan(0.6);
        observer.Steps[^1].Iteration.ShouldBe(150);
        observer.Steps[^1].ImagesPerSecond.ShouldBeGreaterThan(0);
        observer.Steps[^1].TimeLeft.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_resumed_run_ends_with_the_weights_of_an_uninterrupted_one()
    {
        var whole = Train(quick, new RunFolder(folder["whole"]), stopAfter: null);
        var part = new RunFolder(folder["part"]);

        Train(quick, part, stopAfter: 5).Completed.ShouldBeFalse();
        File.Exists(part.Weights).ShouldBeFalse();
        Train(quick, part, stopAfter: null, resume: true).Iteration.ShouldBe(12);

        whole.Completed.ShouldBeTrue();
        File.ReadAllBytes(part.Weights).ShouldBe(File.ReadAllBytes(new RunFolder(folder["whole"]).Weights));
        File.ReadAllText(part.Log).ShouldBe(File.ReadAllText(new RunFolder(folder["whole"]).Log));
        File.ReadAllLines(part.Log).Length.ShouldBe(13);
        File.ReadAllText(part.Settings).ShouldContain("\"batchSize\": 4");
    }

    [Fact]
    public void A_checkpoint_knows_its_settings_and_its_network()
    {
        Train(quick with { LearningRateFactors = new Dictionary<string, double> { ["Trunk"] = 0.5 } }, new RunFolder(folder["run"]), stopAfter: 3);

        using var checkpoint = TrainingCheckpoint.Open(new RunFolder(folder["run"]).Checkpoint);

        checkpoint.Iteration.ShouldBe(3);
        checkpoint.Network.ShouldBe(nameof(TinyNetwork));
        checkpoint.Options.BatchSize.ShouldBe(4);
        checkpoint.Options.LearningRateFactors["Trunk"].ShouldBe(0.5);
    }

    [Fact]
    public void Weights_are_no_checkpoint()
    {
        using var model = new TinyNetwork();
        NetworkWeights.Save(folder["weights.safetensors"], model, 1);

        Should.Throw<CheckpointException>(() => TrainingCheckpoint.Open(folder["weights.safetensors"])).Message.ShouldContain("no training checkpoint");
        Should.Throw<CheckpointException>(() => TrainingCheckpoint.Open(folder["absent"])).Message.ShouldContain("absent");
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var model = new TinyNetwork();
        var options = quick with { Iterations = 40 };
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, options) { Observer = observer, Evaluate = () => Evaluator.Evaluate(model, TestImages()) };
        using var batches = Batches(options);

        trainer.Run(batches);

        observer.ShouldHaveLeftNoTensors();
    }

    [Fact]
    public void A_task_without_labels_is_left_alone()
    {
        using var model = new TinyNetwork();
        var before = model.state_dict()["scores.weight"].data<float>().ToArray();
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, quick) { Observer = observer };
        using var batches = Batches(quick, new TinyBoxes());

        trainer.Run(batches);

        model.state_dict()["scores.weight"].data<float>().ToArray().ShouldBe(before);
        observer.Steps[^1].Tasks[0].Loss.ShouldBe(double.NaN);
        observer.Steps[^1].Tasks[1].Loss.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_factor_of_zero_keeps_a_part_as_it_is()
    {
        using var model = new TinyNetwork();
        var before = model.state_dict()["trunk.conv1.weight"].data<float>().ToArray();
        var options = quick with { LearningRateFactors = new Dictionary<string, double> { ["Trunk"] = 0 } };
        using var trainer = new Trainer(model, options);
        using var batches = Batches(options);

        trainer.Run(batches);

        model.state_dict()["trunk.conv1.weight"].data<float>().ToArray().ShouldBe(before);
        Should.Throw<ArgumentException>(() => new Trainer(model, quick with { LearningRateFactors = new Dictionary<string, double> { ["Head"] = 1 } }))
            .Message.ShouldContain("'Head'; the parts of TinyNetwork are Trunk, Surfaces, Objects");
    }

    [Fact]
    public void Frozen_batch_norms_keep_their_statistics_and_learn_their_scale()
    {
        using var model = new TinyNetwork();
        var options = quick with { BatchNorm = BatchNormPolicy.Frozen };
        using var trainer = new Trainer(model, options);
        using var batches = Batches(options);

        trainer.Run(batches);

        model.state_dict()["trunk.bn1.running_mean"].data<float>().ToArray().ShouldAllBe(value => value == 0);
        model.state_dict()["trunk.bn1.weight"].data<float>().ToArray().ShouldContain(value => value != 1);
    }

    [Fact]
    public void Statistics_are_measured_anew_with_the_weights_that_are_kept()
    {
        var options = quick with { AverageDecay = 0.99 };
        var (kept, anew) = (new RunFolder(folder["kept"]), new RunFolder(folder["anew"]));

        Train(options, kept, stopAfter: null);
        Train(options with { ReestimationBatches = 4 }, anew, stopAfter: null);

        using var before = SafeTensors.Open(kept.Weights);
        using var after = SafeTensors.Open(anew.Weights);
        after["trunk.conv1.weight"].ReadFloats().ShouldBe(before["trunk.conv1.weight"].ReadFloats());
        after["trunk.bn1.running_mean"].ReadFloats().ShouldNotBe(before["trunk.bn1.running_mean"].ReadFloats());
    }

    [Fact]
    public void A_run_without_improvement_ends_early_and_is_complete()
    {
        using var model = new TinyNetwork();
        var run = new RunFolder(folder["run"]);
        var options = quick with { EvaluateEvery = 2, Patience = 2 };
        double[] scores = [0.3, 0.6, 0.5, 0.4, 0.3];
        var count = 0;
        using var trainer = new Trainer(model, options)
        {
            Folder = run,
            Evaluate = () => new EvaluationResult(1, [new SegmentationResult("Surfaces", scores[count++], 0, 0, [])]),
        };
        using var batches = Batches(options);

        var outcome = trainer.Run(batches);

        (outcome.Iteration, outcome.Completed).ShouldBe((8, true));
        // Measured after 2, 4, 6 and 8 steps, and not once more at the end.
        count.ShouldBe(4);
        outcome.LastEvaluation!.Score.ShouldBe(0.4);
        File.Exists(run.Weights).ShouldBeTrue();
        using var best = SafeTensors.Open(run.BestWeightsOf("Surfaces"));
        best.Metadata["iteration"].ShouldBe("4");
    }

    [Fact]
    public void Divergence_names_the_task_and_the_iteration()
    {
        using var model = new TinyNetwork();
        var options = quick with { LearningRate = 1e30, GradientClip = 0, Warmup = 0 };
        using var trainer = new Trainer(model, options);
        using var batches = Batches(options);

        var error = Should.Throw<TrainingException>(() => trainer.Run(batches));

        error.Message.ShouldMatch("The loss of (Surfaces|Objects) is .* at iteration [23]:");
    }

    [Fact]
    public void Batches_of_another_iteration_are_refused()
    {
        using var model = new TinyNetwork();
        using var trainer = new Trainer(model, quick);
        using var batches = new BatchLoader([new BatchFeed(new TinyData(), new TinyScenes(4, 0))], new BatchLoaderOptions { BatchSize = 4, FirstBatch = 3 });

        Should.Throw<ArgumentException>(() => trainer.Run(batches)).Message.ShouldContain("batch 3");
    }

    [Fact]
    public void The_best_weights_are_kept()
    {
        using var model = new TinyNetwork();
        double[] scores = [0.3, 0.6, 0.5];
        var options = quick with { EvaluateEvery = 4 };
        var run = new RunFolder(folder["run"]);
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, options)
        {
            Folder = run,
            Observer = observer,
            Evaluate = () => new EvaluationResult(1, [new SegmentationResult("Surfaces", scores[observer.Evaluations.Count], 0, 0, [])]),
        };
        using var batches = Batches(options);

        trainer.Run(batches);

        observer.Evaluations.Select(e => (e.Iteration, e.IsBest)).ShouldBe([(4, true), (8, true), (12, false)]);
        using var best = SafeTensors.Open(run.BestWeights);
        best.Metadata["iteration"].ShouldBe("8");
    }

    [Fact]
    public void Stopping_in_the_middle_of_an_evaluation_keeps_the_steps()
    {
        using var model = new TinyNetwork();
        using var stop = new CancellationTokenSource();
        var run = new RunFolder(folder["run"]);
        using var trainer = new Trainer(model, quick with { EvaluateEvery = 4 })
        {
            Folder = run,
            Evaluate = () =>
            {
                stop.Cancel();
                throw new OperationCanceledException();
            },
        };
        using var batches = Batches(quick);

        trainer.Run(batches, stop.Token).ShouldBe(new TrainingOutcome(4, Completed: false, LastEvaluation: null));

        using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
        checkpoint.Iteration.ShouldBe(4);
    }

    [Fact]
    public void What_was_not_measured_at_the_end_is_measured_when_the_run_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var run = new RunFolder(folder["run"]);
        var evaluation = new EvaluationResult(1, [new SegmentationResult("Surfaces", 0.5, 0, 0, [])]);

        Run(progress => CancelAt(progress, quick.Iterations)).ShouldBe(new TrainingOutcome(12, Completed: false, LastEvaluation: null));
        File.Exists(run.Weights).ShouldBeTrue();
        Run(null).ShouldBe(new TrainingOutcome(12, Completed: true, evaluation));

        void CancelAt(TrainingProgress progress, int iteration)
        {
            if (progress.Iteration == iteration)
                stop.Cancel();
        }

        TrainingOutcome Run(Action<TrainingProgress>? onStep)
        {
            using var model = new TinyNetwork();
            using var trainer = new Trainer(model, quick) { Folder = run, Observer = new RecordingObserver { OnStep = onStep }, Evaluate = () => evaluation };
            if (onStep is null)
            {
                using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
                trainer.Restore(checkpoint);
            }
            using var batches = new BatchLoader(
                [new BatchFeed(new TinyData(), new TinyData().Open(null, Split.Train))],
                new BatchLoaderOptions { BatchSize = quick.BatchSize, FirstBatch = trainer.Iteration });
            return trainer.Run(batches, onStep is null ? CancellationToken.None : stop.Token);
        }
    }

    [Fact]
    public void A_task_that_is_held_has_its_declared_weight_alone()
    {
        using var model = new TinyNetwork();
        var options = quick with
        {
            Iterations = 80, EvaluateEvery = 1, Balancing = Balancing.ImtlL, Pacing = new PacingOptions { Window = 1, Certainty = 0, Earliest = 0 },
        };
        var observer = new RecordingObserver();
        var count = 0;
        using var trainer = new Trainer(model, options, () => new TinyNetwork())
        {
            Observer = observer,
            Evaluate = () => new EvaluationResult(1, [new SegmentationResult("Surfaces", 1.0 / ++count, 0, 0, []), new SegmentationResult("Objects", count, 0, 0, [])]),
        };
        using var batches = Batches(options);

        trainer.Run(batches);

        observer.Steps[^1].Peaked.ShouldBe(["Surfaces"]);
        observer.Steps[^1].Weights[0].ShouldBe(1, 0.05);
        observer.Steps[^1].Weights[1].ShouldNotBeInRange(0.95, 1.05);
    }

    [Fact]
    public void An_evaluation_that_was_stopped_comes_first_when_the_run_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var run = new RunFolder(folder["run"]);
        var options = quick with { EvaluateEvery = 4 };

        Run(() =>
        {
            stop.Cancel();
            throw new OperationCanceledException();
        }).ShouldBeEmpty();
        Run(() => new EvaluationResult(1, [new SegmentationResult("Surfaces", 0.5, 0, 0, [])])).ShouldBe([4, 8, 12]);

        List<int> Run(Func<EvaluationResult> evaluate)
        {
            using var model = new TinyNetwork();
            var observer = new RecordingObserver();
            using var trainer = new Trainer(model, options) { Folder = run, Observer = observer, Evaluate = evaluate };
            var resumes = File.Exists(run.Checkpoint);
            if (resumes)
            {
                using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
                trainer.Restore(checkpoint);
            }
            using var batches = new BatchLoader(
                [new BatchFeed(new TinyData(), new TinyData().Open(null, Split.Train))],
                new BatchLoaderOptions { BatchSize = options.BatchSize, FirstBatch = trainer.Iteration });
            trainer.Run(batches, resumes ? CancellationToken.None : stop.Token);
            return [.. observer.Evaluations.Select(evaluation => evaluation.Iteration)];
        }
    }

    [Fact]
    public void A_folder_is_cleared_of_a_run_and_of_nothing_else()
    {
        var run = new RunFolder(folder["run"]);
        run.Clear();
        Directory.CreateDirectory(run.Path);
        foreach (var file in new[] { run.Checkpoint, run.TestMetrics, run.BestWeightsOf("Cars"), Path.Combine(run.Path, "model.int8.onnx"), Path.Combine(run.Path, "notes.txt") })
            File.WriteAllText(file, "");

        run.Clear();

        Directory.GetFileSystemEntries(run.Path).ShouldBe([Path.Combine(run.Path, "notes.txt")]);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(folder["file"], "");
        using var model = new TinyNetwork();
        using var trainer = new Trainer(model, quick) { Folder = new RunFolder(Path.Combine(folder["file"], "run")) };
        using var batches = Batches(quick);

        Should.Throw<CheckpointException>(() => trainer.Run(batches)).Message.ShouldContain(folder["file"]);
    }

    [Fact]
    public void A_folder_that_is_deleted_midway_is_told_and_its_checkpoint_written_anew()
    {
        using var model = new TinyNetwork();
        var run = new RunFolder(folder["run"]);
        using var trainer = new Trainer(model, quick)
        {
            Folder = run,
            Observer = new RecordingObserver { OnStep = progress => { if (progress.Iteration == 7) Directory.Delete(run.Path, recursive: true); } },
        };
        using var batches = Batches(quick);

        Should.Throw<CheckpointException>(() => trainer.Run(batches)).Message.ShouldStartWith($"{run.Path}: was deleted or moved while the run wrote to it");

        using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
        checkpoint.Iteration.ShouldBe(10);
    }

    [Fact]
    public void Labels_with_nothing_to_compare_give_no_loss()
    {
        using var model = new TinyNetwork();
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, quick) { Observer = observer };
        using var batches = Batches(quick, new Unmatched());

        trainer.Run(batches);

        observer.Steps.ShouldAllBe(step => double.IsNaN(step.Tasks[1].Loss));
        observer.Steps[^1].Tasks[0].Loss.ShouldBeGreaterThan(0);
    }

    /// <summary>All pixels are labelled, and of the objects none.</summary>
    private sealed class Unmatched : TinyData
    {
        public override int MapLabel(int head, string label) => head == 0 ? base.MapLabel(head, label) : IgnoredLabel;
    }

    private static TrainingOutcome Train(TrainingOptions options, RunFolder run, int? stopAfter, bool resume = false)
    {
        manual_seed(options.Seed);
        using var model = new TinyNetwork();
        using var stop = new CancellationTokenSource();
        var observer = new RecordingObserver
        {
            OnStep = progress =>
            {
                if (progress.Iteration == stopAfter)
                    stop.Cancel();
            },
        };
        using var trainer = new Trainer(model, options) { Folder = run, Observer = observer };
        if (resume)
        {
            using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
            trainer.Restore(checkpoint);
        }
        using var batches = new BatchLoader(
            [new BatchFeed(new TinyData(), new TinyData().Open(null, Split.Train))],
            new BatchLoaderOptions { BatchSize = options.BatchSize, Seed = (ulong)options.Seed, FirstBatch = trainer.Iteration });
        return trainer.Run(batches, stop.Token);
    }

    private static BatchLoader Batches(TrainingOptions options, DataAdapter? adapter = null)
    {
        adapter ??= new TinyData();
        return new BatchLoader(
            [new BatchFeed(adapter, adapter.Open(null, Split.Train))],
            new BatchLoaderOptions { BatchSize = options.BatchSize, Seed = (ulong)options.Seed });
    }

    private static EvaluationImages TestImages() => new(new TinyData(), new TinyData().Open(null, Split.Test));
}
