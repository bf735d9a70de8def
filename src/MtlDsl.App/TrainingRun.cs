using System.Diagnostics;
using System.Globalization;
using MtlDsl.App.Display;
using MtlDsl.App.Report;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.App;

/// <summary>Trains a program's network on its data sets, from the beginning or from where a run was left.</summary>
/// <param name="context">The program.</param>
/// <param name="folder">Where the run is kept.</param>
/// <param name="roots">Where the data sets lie.</param>
/// <param name="group">The processes that train together; null for a process alone.</param>
internal sealed class TrainingRun<TModel>(CommandContext<TModel> context, RunFolder folder, DataRoots roots, ProcessGroup? group = null)
    where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    /// <summary>Images that batch norms are measured on, and how many at a time.</summary>
    private const int UnfoldingImages = 64, UnfoldingBatch = 8;

    /// <summary>What is done about images that cannot be read.</summary>
    public FaultPolicy OnFault { get; init; }

    /// <summary>Trains from the beginning, whatever the folder holds.</summary>
    /// <param name="options">How.</param>
    /// <param name="trunkWeights">A file of weights for the trunk; null leaves it as it is made.</param>
    /// <param name="unfolding">Whether the trunk's batch norms are measured first.</param>
    /// <param name="weights">A file of weights for the whole network; null leaves it as it is made.</param>
    public TrainingOutcome Begin(TrainingOptions options, string? trunkWeights, UnfoldBatchNorms unfolding, string? weights = null)
    {
        manual_seed(options.Seed);
        using var model = new TModel();
        model.Module.to(Place(options));
        LoadReport? loaded = null;
        if (weights is not null)
            context.Screen.Line(NetworkWeights.Load(weights, model).ToString());
        if (trunkWeights is not null)
        {
            using var file = StateFile.Open(trunkWeights);
            loaded = StateDictLoader.LoadTrunk(model, file);
            context.Screen.Line(loaded.ToString());
            if (NetworkWeights.NetworkOf(file) == model.Architecture.Name)
                context.Screen.Line($"The trunk was taken from it; the heads {string.Join(", ", model.Architecture.Heads)} begin anew. --init-from takes them too.");
        }
        var isFolded = trunkWeights is not null && BatchNormUnfolding.IsFolded(model.Trunk);
        if (unfolding == UnfoldBatchNorms.Always || (unfolding == UnfoldBatchNorms.Automatic && isFolded))
        {
            BatchNormUnfolding.Apply(model, UnfoldingBatches(options.Only, Devices.Of(model)), loaded?.HeadStages);
            context.Screen.Line($"The trunk's batch norms were given the statistics of up to {UnfoldingImages} training images");
        }
        return Train(model, options, checkpoint: null);
    }

    /// <summary>Goes on from the folder's checkpoint, with the settings that it holds.</summary>
    /// <param name="iterations">Steps in all; null for those that it was begun with.</param>
    /// <param name="device">Where; null for the device that it was on.</param>
    /// <exception cref="DeviceException">The device is not there.</exception>
    /// <exception cref="CheckpointException">There is none, or it is damaged or of another network.</exception>
    /// <exception cref="UsageException">As many steps are done.</exception>
    public TrainingOutcome Resume(int? iterations, string? device)
    {
        using var checkpoint = TrainingCheckpoint.Open(folder.Checkpoint);
        if (iterations <= checkpoint.Iteration)
            throw new UsageException($"--iterations is {iterations}; {checkpoint.Iteration} steps are done, and the run can only go on beyond them.");
        var options = checkpoint.Options with { Iterations = iterations ?? checkpoint.Options.Iterations, Device = device ?? checkpoint.Options.Device };
        context.Screen.Line(options.Iterations > checkpoint.Iteration
            ? $"Going on after step {checkpoint.Iteration} of {options.Iterations}"
            : $"All {options.Iterations} steps are done; the network is measured. --iterations N goes on beyond them");
        using var model = new TModel();
        return Train(model, options, checkpoint);
    }

    // Each process of a machine has a GPU of its own.
    private Device Place(TrainingOptions options) => Devices.Open(options.Device, group?.LocalRank ?? 0);

    private TrainingOutcome Train(TModel model, TrainingOptions options, TrainingCheckpoint? checkpoint)
    {
        var done = checkpoint?.Iteration ?? 0;
        var (training, validation) = context.OpenTraining(roots, options, OnFault);
        var loading = new BatchLoaderOptions
        {
            BatchSize = options.BatchSize,
            Seed = (ulong)options.Seed,
            FirstBatch = (long)done * options.Accumulation,
            OnFault = OnFault,
        };
        using var batches = new BatchLoader(training, group?.Share(loading) ?? loading);
        using var trainer = new Trainer(model, options, () => new TModel(), group)
        {
            Folder = folder,
            StepsPerEpoch = Math.Max(training.Sum(feed => feed.Examples.Count) / (options.BatchSize * options.Accumulation), 1),
        };
        var choosesOnTest = options.ValidationShare == 0;
        // The first of several processes writes; it alone is told how it goes, and measures.
        var isFirst = group?.IsFirst != false;
        using var held = isFirst ? RunLock.Take(folder) : null;
        // All that can be wrong with options and files was told by now: only then an earlier run goes.
        if (checkpoint is not null)
            trainer.Restore(checkpoint);
        else if (isFirst)
            folder.Clear();
        using var record = isFirst ? new RunRecord(folder, model.Architecture, done, options.Iterations, validation.Sum(images => images.Count), choosesOnTest) : null;
        if (choosesOnTest && options.EvaluateEvery > 0)
            context.Screen.Line("Measured while training on the test images, by which the best weights are chosen too; --validation 0.1 holds out training images for that");
        trainer.Evaluate = () => Evaluator.Evaluate(model, context.Each(validation), answered: record?.BeginEvaluation());
        if (isFirst)
            foreach (var feed in training)
                foreach (var remark in feed.Examples.Remarks.Where(remark => remark.Concerns(model.Architecture)))
                    context.Screen.Line($"warning: {feed.Adapter.Name}: {remark.Message}");
        var clock = Stopwatch.StartNew();
        var learning = options.Only.Count > 0 ? options.Only : [.. model.Architecture.Heads.Select(head => head.Name)];
        var watch = new LabelWatch(context.Screen, [.. model.Architecture.Heads.Where(head => learning.Contains(head.Name))], trainer.StepsPerEpoch);
        var outcome = TrainingDisplay.Run(context.Screen, learning, options.Iterations, done, display =>
        {
            trainer.Observer = record is null ? null : new Observers(record, display, watch);
            return trainer.Run(batches, context.Stop);
        });
        context.Screen.Line(string.Create(
            CultureInfo.InvariantCulture, $"Waiting for images took {trainer.Waited.TotalSeconds:0.0} s, {trainer.Waited / clock.Elapsed:0.0%} of the run"));
        watch.Tell();
        Tell([.. batches.Faults, .. validation.SelectMany(images => images.Faults)]);
        return !choosesOnTest && outcome.Completed && record is not null ? outcome with { LastEvaluation = Test(model, options, record) } : outcome;
    }

    // What was held out has served to choose; what the network is worth is measured on images that had no part in it.
    private EvaluationResult Test(TModel model, TrainingOptions options, RunRecord record)
    {
        context.Screen.Line("Measuring on the test images");
        var images = context.OpenImages(roots, Split.Test, options.Only, OnFault);
        var result = Evaluator.Evaluate(model, context.Each(images)).Of(options.Only);
        Tell([.. images.SelectMany(set => set.Faults)]);
        record.Tested(result);
        return result;
    }

    private void Tell(IReadOnlyList<SampleFault> faults)
    {
        foreach (var fault in faults)
            context.Screen.Line($"Left out: {fault.Message}");
    }

    // As many of each data set: norms that know one only start wrong on the others.
    private IEnumerable<Tensor> UnfoldingBatches(IReadOnlyList<string> only, Device device)
    {
        var sets = context.OpenImages(roots, Split.Train, only, OnFault);
        foreach (var images in sets.SelectMany(set => context.Each([set]).Take(UnfoldingImages / sets.Count)).Chunk(UnfoldingBatch))
        {
            using var gathered = cat([.. images.Select(image => image.Input)]);
            using var batch = gathered.to(device);
            foreach (var image in images)
                image.Dispose();
            yield return batch;
        }
    }
}
