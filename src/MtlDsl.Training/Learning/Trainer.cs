using System.Diagnostics;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Trains a network on batches. It can be stopped after any step and goes on as if it had not been.</summary>
public sealed class Trainer : IDisposable
{
    private readonly IMultitaskModel model;
    private readonly TrainingOptions options;
    private readonly MomentumDescent descent;
    private readonly SmoothedLosses smoothed;
    private readonly Dictionary<string, double> losses = [];
    private double bestScore = double.NaN;

    /// <summary>Prepares a training from its beginning. The network's convolutions get the fastest layout that the machine has.</summary>
    /// <exception cref="ArgumentException">The options make no sense, or name a part that the network lacks.</exception>
    public Trainer(IMultitaskModel model, TrainingOptions options)
    {
        options.Validate();
        (this.model, this.options) = (model, options);
        TensorLayout.ToChannelsLast(model.Module);
        descent = new MomentumDescent(model, options);
        smoothed = new SmoothedLosses(model.Architecture.Heads.Select(head => head.Name));
    }

    /// <summary>Where settings, log, checkpoints and weights go; null keeps nothing.</summary>
    public RunFolder? Folder { get; init; }

    /// <summary>Is told how it goes.</summary>
    public ITrainingObserver? Observer { get; init; }

    /// <summary>
    /// Measures the network, every <see cref="TrainingOptions.EvaluateEvery"/> steps and at the end; null does not. Where it is asked to
    /// stop in the middle it throws an <see cref="OperationCanceledException"/>, which ends the training in good order.
    /// </summary>
    public Func<EvaluationResult>? Evaluate { get; init; }

    /// <summary>Steps done.</summary>
    public int Iteration { get; private set; }

    /// <summary>Takes up an interrupted training: weights, momentum, random state, steps done.</summary>
    /// <exception cref="CheckpointException">The checkpoint belongs to another network.</exception>
    public void Restore(TrainingCheckpoint checkpoint)
    {
        checkpoint.Restore(model, descent);
        (Iteration, bestScore) = (checkpoint.Iteration, checkpoint.BestScore);
    }

    /// <summary>Trains to the last iteration, or until it is asked to stop; then the step in progress is finished and a checkpoint written.</summary>
    /// <param name="batches">The batches, from the one that belongs to <see cref="Iteration"/> on.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="TrainingException">A loss or a gradient is no finite number.</exception>
    /// <exception cref="CheckpointException">A checkpoint cannot be written.</exception>
    /// <exception cref="DataException">An image cannot be read.</exception>
    public TrainingOutcome Run(BatchLoader batches, CancellationToken stop = default)
    {
        if (batches.Position != Iteration)
            throw new ArgumentException($"Training goes on at batch {Iteration}, but the loader stands at batch {batches.Position}.", nameof(batches));
        using var log = OpenFolder();
        var first = Iteration;
        var clock = new Stopwatch();
        EvaluationResult? evaluation = null;
        SetMode();
        while (Iteration < options.Iterations && !stop.IsCancellationRequested)
        {
            clock.Start();
            var learningRate = LearningRateSchedule.At(options, Iteration);
            using (var batch = batches.Next())
                Step(batch, learningRate);
            Iteration++;
            clock.Stop();
            log?.Add(Iteration, learningRate, losses);
            Report(learningRate, (Iteration - first) / clock.Elapsed.TotalSeconds);

            if (Iteration == options.Iterations)
                break;
            if (IsDue(options.EvaluateEvery))
                evaluation = Measure(stop);
            if (IsDue(options.CheckpointEvery))
                SaveCheckpoint();
        }
        // Before the last evaluation, so that a fault in a test image costs no weights.
        Save();
        var completed = Iteration == options.Iterations;
        if (completed && Evaluate is not null)
            completed = !stop.IsCancellationRequested && (evaluation = Measure(stop)) is not null;
        return new TrainingOutcome(Iteration, completed, evaluation);
    }

    /// <summary>Frees the momentum; the network is its owner's.</summary>
    public void Dispose() => descent.Dispose();

    private void Step(Batch batch, double learningRate)
    {
        using var scope = NewDisposeScope();
        model.Module.zero_grad();
        var images = new Batch(TensorLayout.ToChannelsLast(batch.Images), batch.Targets);
        losses.Clear();
        Tensor? total = null;
        foreach (var (task, value, weight) in model.ComputeLosses(images))
        {
            Add(task, value.ToDouble());
            total = total is null ? value * weight : total + value * weight;
        }
        if (total is null)
            return;
        total.backward();
        Clip();
        descent.Step(learningRate);
    }

    private void Add(string task, double loss)
    {
        if (!double.IsFinite(loss))
            throw new TrainingException(
                $"The loss of {task} is {loss} at iteration {Iteration + 1}: training has diverged. "
                + FormattableString.Invariant($"Lower the learning rate ({options.LearningRate}), clip gradients or warm up longer."));
        losses.Add(task, loss);
        smoothed.Add(task, loss);
    }

    private void Clip()
    {
        if (options.GradientClip == 0)
            return;
        var norm = nn.utils.clip_grad_norm_(descent.Parameters, options.GradientClip);
        if (!double.IsFinite(norm))
            throw new TrainingException(
                $"The gradient of {string.Join(" + ", losses.Keys)} is {norm} at iteration {Iteration + 1} though the losses are finite: "
                + FormattableString.Invariant($"lower the learning rate ({options.LearningRate}) or warm up longer."));
    }

    private void SetMode()
    {
        model.Module.train();
        if (options.BatchNorm == BatchNormPolicy.Frozen)
            foreach (var norm in model.Module.modules().OfType<BatchNorm2d>())
                norm.eval();
    }

    // Null where there is nothing to measure with, or it was stopped.
    private EvaluationResult? Measure(CancellationToken stop)
    {
        if (Evaluate is null)
            return null;
        EvaluationResult result;
        try
        {
            result = Evaluate();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        SetMode();
        // The first score is the best so far whatever it is; a score that is not a number never is.
        var isBest = result.Score > bestScore || (double.IsNaN(bestScore) && !double.IsNaN(result.Score));
        if (isBest)
        {
            bestScore = result.Score;
            if (Folder is not null)
                NetworkWeights.Save(Folder.BestWeights, model, Iteration);
        }
        Observer?.Evaluated(Iteration, result, isBest);
        return result;
    }

    private void Report(double learningRate, double stepsPerSecond) => Observer?.Stepped(new TrainingProgress(
        Iteration, options.Iterations, smoothed.Tasks, learningRate, stepsPerSecond * options.BatchSize,
        TimeSpan.FromSeconds((options.Iterations - Iteration) / stepsPerSecond)));

    private bool IsDue(int every) => every > 0 && Iteration % every == 0;

    private TrainingLog? OpenFolder()
    {
        if (Folder is null)
            return null;
        try
        {
            Directory.CreateDirectory(Folder.Path);
            File.WriteAllText(Folder.Settings, TrainingOptionsJson.Write(options));
            return new TrainingLog(Folder.Log, model.Architecture.Heads.Select(head => head.Name), Iteration);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{Folder.Path}: the run cannot be written there: {error.Message}", error);
        }
    }

    private void SaveCheckpoint()
    {
        if (Folder is not null)
            TrainingCheckpoint.Save(Folder.Checkpoint, model, descent, options, Iteration, bestScore);
    }

    private void Save()
    {
        SaveCheckpoint();
        if (Folder is not null && Iteration == options.Iterations)
            NetworkWeights.Save(Folder.Weights, model, Iteration);
    }
}
