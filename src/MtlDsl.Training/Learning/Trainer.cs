using System.Diagnostics;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Trains a network on batches. It can be stopped after any step and goes on as if it had not been.</summary>
public sealed class Trainer : IDisposable
{
    private readonly IMultitaskModel model;
    private readonly TrainingOptions options;
    private readonly Device device;
    private readonly DataParallel? ranks;
    private readonly Descent descent;
    private readonly Balancer balancer;
    private readonly Tutor? tutor;
    private readonly Pacer? pacer;
    private readonly LearningStep step;
    private readonly WeightAverage? average;
    private readonly ValidationCurves curves;
    private readonly SmoothedLosses smoothed;
    private readonly NormInputs normInputs;
    private RunFiles? files;
    private DeviceBatches? batches;
    private bool isFinished;

    /// <summary>
    /// Prepares a training from its beginning. The network goes to the device that the options name, and its convolutions get the layout that is
    /// fastest there. A network that was on another device gets new parameters: look them up afterwards.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="options">How.</param>
    /// <param name="create">Makes another network of the same kind, which teachers need, and pacing for a task that has peaked.</param>
    /// <param name="group">
    /// The processes that train together; null for a process alone. All give their trainers the same options, and batches of
    /// <see cref="ProcessGroup.Share"/>; the first rank's weights are taken. Only the first rank measures, writes files and tells how it goes.
    /// </param>
    /// <exception cref="ArgumentException">The options make no sense, or name a part that the network lacks.</exception>
    /// <exception cref="DeviceException">The device is not there; the message says what to install.</exception>
    /// <exception cref="CheckpointException">A teacher's weights are missing, damaged or of another network.</exception>
    /// <exception cref="DistributedException">Another process of the group failed or ended.</exception>
    public Trainer(IMultitaskModel model, TrainingOptions options, Func<IMultitaskModel>? create = null, ProcessGroup? group = null)
    {
        options.Validate(model.Architecture);
        if ((options.Pacing is not null || options.Teachers.Count > 0) && create is null)
            throw new ArgumentException($"{(options.Pacing is not null ? nameof(options.Pacing) : nameof(options.Teachers))} needs a second network; say how to make one.", nameof(create));
        (this.model, this.options) = (model, options);
        var tasks = model.Architecture.Heads.Select(head => head.Name).ToList();
        // First of all: on another device parameters are others, and what is frozen is not among those that learn.
        device = Devices.Open(options.Device, group?.LocalRank ?? 0);
        model.Module.to(device);
        StageFreezing.Apply(model, options.FreezeUpTo);
        TensorLayout.ToChannelsLast(model.Module);
        ranks = group is null ? null : new DataParallel(group, model, options.BatchNorm);
        descent = new Descent(model, options);
        balancer = Balancer.Create(options.Balancing, tasks, options.BalancingConstants);
        tutor = options.Teachers.Count > 0 ? new Tutor(model, CreateOnDevice, options.Teachers) : null;
        pacer = options.Pacing is { } pacing ? new Pacer(model, CreateOnDevice, pacing, options.Iterations, options.Only) : null;
        step = new LearningStep(model, descent, balancer, tutor, pacer, options.Only, ranks);
        average = options.AverageDecay > 0 ? new WeightAverage(model, options.AverageDecay) : null;
        curves = new ValidationCurves(tasks);
        smoothed = new SmoothedLosses(tasks);
        normInputs = new NormInputs(model.Module);

        IMultitaskModel CreateOnDevice()
        {
            var other = create!();
            other.Module.to(device);
            return other;
        }
    }

    /// <summary>Where settings, log, checkpoints and weights go; null keeps nothing.</summary>
    public RunFolder? Folder { get; init => field = IsFirst ? value : null; }

    /// <summary>Is told how it goes.</summary>
    public ITrainingObserver? Observer { get; set => field = IsFirst ? value : null; }

    /// <summary>
    /// Measures the network, every <see cref="TrainingOptions.EvaluateEvery"/> steps and at the end; null does not. Where it is asked to
    /// stop in the middle it throws an <see cref="OperationCanceledException"/>, which ends the training in good order.
    /// </summary>
    public Func<EvaluationResult>? Evaluate { get; set; }

    /// <summary>Steps in which about every image comes once; some ways of balancing compare epochs.</summary>
    public int StepsPerEpoch { get; init; } = 1;

    /// <summary>The time that steps have waited for their batches.</summary>
    public TimeSpan Waited => batches?.Waited ?? TimeSpan.Zero;

    /// <summary>Steps done.</summary>
    public int Iteration { get; private set; }

    /// <summary>All that a checkpoint holds besides the network.</summary>
    private IEnumerable<IResumable> State => new IResumable?[] { descent, step, curves, average, pacer }.OfType<IResumable>();

    /// <summary>Takes up an interrupted training: weights, optimiser, balance, curves, steps done.</summary>
    /// <exception cref="CheckpointException">The checkpoint belongs to another network.</exception>
    public void Restore(TrainingCheckpoint checkpoint)
    {
        checkpoint.Restore(model, State);
        Iteration = checkpoint.Iteration;
    }

    /// <summary>Trains to the last iteration, or until it is asked to stop; then the step in progress is finished and a checkpoint written.</summary>
    /// <param name="loader">The batches, from the one that belongs to <see cref="Iteration"/> on.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <remarks>
    /// The random numbers of a step, such as dropout's, follow from the seed of the options, the rank and the number of the step: libtorch's generators
    /// are seeded with them before each.
    /// </remarks>
    /// <exception cref="TrainingException">A loss or a gradient is no finite number, or a batch norm gets one value per channel.</exception>
    /// <exception cref="CheckpointException">A checkpoint cannot be written, or the folder was deleted meanwhile.</exception>
    /// <exception cref="DataException">An image cannot be read.</exception>
    /// <exception cref="DistributedException">Another process of the group failed or ended.</exception>
    public TrainingOutcome Run(BatchLoader loader, CancellationToken stop = default)
    {
        try
        {
            return RunOrThrow(loader, stop);
        }
        catch (Exception error) when (ranks is not null)
        {
            ranks.Fail(error);
            throw;
        }
    }

    /// <summary>Frees what the optimiser remembers; the network is its owner's.</summary>
    public void Dispose()
    {
        normInputs.Dispose();
        batches?.Dispose();
        descent.Dispose();
        average?.Dispose();
        tutor?.Dispose();
        pacer?.Dispose();
        ranks?.Dispose();
    }

    /// <summary>Whether more steps are of no use: no measure was better for long.</summary>
    private bool IsExhausted => options.Patience > 0 && curves.Overall.SinceBest >= options.Patience;

    private bool IsFirst => ranks?.IsFirst != false;

    // All ranks stop after the same step.
    private bool IsStopped(CancellationToken stop) => ranks?.Any(stop.IsCancellationRequested) ?? stop.IsCancellationRequested;

    private TrainingOutcome RunOrThrow(BatchLoader loader, CancellationToken stop)
    {
        Take(loader);
        Devices.AllowTf32(options.AllowTf32);
        files = Folder is null ? null : new RunFiles(Folder, model, options);
        using var log = files?.Begin(Iteration);
        var first = Iteration;
        var clock = new Stopwatch();
        EvaluationResult? evaluation = null;
        ranks?.Begin(Iteration);
        SetMode();
        // Where training was stopped in the middle of an evaluation, that comes first.
        if (Iteration > 0 && Iteration < options.Iterations && IsDue(options.EvaluateEvery) && curves.Last != Iteration)
            evaluation = Measure(stop);
        while (Iteration < options.Iterations && !IsExhausted && !IsStopped(stop))
        {
            clock.Start();
            var learningRate = LearningRateSchedule.At(options, Iteration);
            var losses = Step(learningRate);
            ranks?.ShareStatistics();
            Iteration++;
            average?.Add(Iteration);
            // A GPU works after the program: each step's time is counted when the next one reads its losses, the last one's here.
            if (Iteration == options.Iterations || IsDue(options.EvaluateEvery) || IsDue(options.CheckpointEvery))
                Devices.Synchronize(device);
            clock.Stop();
            log?.Add(Iteration, learningRate, losses, step.MeanWeights);
            Report(learningRate, (Iteration - first) / clock.Elapsed.TotalSeconds);

            if (Iteration == options.Iterations)
                break;
            if (IsDue(options.EvaluateEvery))
                evaluation = Measure(stop);
            if (IsDue(options.CheckpointEvery))
                files?.SaveCheckpoint(State, Iteration);
        }
        var done = Iteration == options.Iterations || IsExhausted;
        files?.SaveCheckpoint(State, Iteration);
        if (done)
        {
            Finish();
            // What ended early was measured just before, unless its norms are others now.
            if (Evaluate is not null && (evaluation is null || curves.Last != Iteration || options.ReestimationBatches > 0))
                done = !IsStopped(stop) && (evaluation = Measure(stop)) is not null;
        }
        if (files?.AreGone == true)
            files.SaveCheckpoint(State, Iteration);
        return new TrainingOutcome(Iteration, done, evaluation) { Diverged = smoothed.Diverging };
    }

    private void Take(BatchLoader loader)
    {
        if (batches?.Loader != loader)
        {
            batches?.Dispose();
            batches = new DeviceBatches(loader, device);
        }
        var due = (long)Iteration * options.Accumulation;
        if (batches.Position != due)
            throw new ArgumentException($"Training goes on at batch {due}, but the loader stands at batch {batches.Position}.", nameof(loader));
    }

    private IReadOnlyDictionary<string, double> Step(double learningRate)
    {
        // On every device alike, so nothing of a generator's state has to be kept.
        Devices.Seed(device, (long)(Seeds.Mix(Seeds.Mix((ulong)options.Seed, (ulong)(ranks?.Rank ?? 0)), (ulong)Iteration) >> 1));
        var progress = new StepProgress(Iteration, options.Iterations, StepsPerEpoch, learningRate, (ulong)options.Seed);
        var losses = step.Take(batches!.Take(options.Accumulation, areLast: Iteration + 1 == options.Iterations), progress);
        foreach (var (task, loss) in losses)
            smoothed.Add(task, loss);
        return losses;
    }

    private void SetMode()
    {
        model.Module.train();
        if (options.BatchNorm == BatchNormPolicy.Frozen || (options.BatchNorm == BatchNormPolicy.Synchronized && ranks is not null))
            foreach (var norm in model.Module.modules().OfType<BatchNorm2d>())
                norm.eval();
        StageFreezing.Apply(model, options.FreezeUpTo);
    }

    // Null where there is nothing to measure with, or it was stopped.
    private EvaluationResult? Measure(CancellationToken stop)
    {
        if (Evaluate is null)
            return null;
        using var averaged = isFinished ? null : average?.Apply();
        var result = ranks is null ? EvaluateUntil(stop) : ranks.Measure(() => EvaluateUntil(stop));
        if (result is null)
            return null;
        SetMode();
        var (bestTasks, isBest) = curves.Add(Iteration, result);
        pacer?.Observe(curves, Iteration);
        files?.SaveBest(bestTasks, isBest, Iteration);
        Observer?.Evaluated(Iteration, result, isBest);
        return result;
    }

    private EvaluationResult? EvaluateUntil(CancellationToken stop)
    {
        try
        {
            return Evaluate!().Of(options.Only);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Report(double learningRate, double stepsPerSecond) => Observer?.Stepped(new TrainingProgress(
        Iteration, options.Iterations, smoothed.Tasks, learningRate, stepsPerSecond * options.BatchSize * options.Accumulation,
        TimeSpan.FromSeconds((options.Iterations - Iteration) / stepsPerSecond))
    {
        Weights = step.MeanWeights,
        Peaked = pacer?.Peaked ?? [],
        Diverging = smoothed.Diverging,
    });

    private bool IsDue(int every) => every > 0 && Iteration % every == 0;

    // Before the last evaluation, so that a fault in a test image costs no weights.
    private void Finish()
    {
        // The network stays as it is measured and kept.
        average?.Apply();
        isFinished = true;
        if (options.ReestimationBatches > 0)
            BatchNormEstimation.Apply(model, Images(options.ReestimationBatches));
        files?.SaveLast(Iteration);
    }

    private IEnumerable<Tensor> Images(int count)
    {
        foreach (var batch in batches!.Take(count, areLast: true))
        {
            using var images = TensorLayout.ToChannelsLast(batch.Images);
            yield return images;
        }
    }
}
