using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>From batches to other weights: runs the network, balances the tasks, goes back through the network, descends.</summary>
/// <param name="model">The network.</param>
/// <param name="descent">Holds the parameters that learn.</param>
/// <param name="balancer">Says how much each task counts.</param>
/// <param name="tutor">Answers where labels are missing; null leaves them missing.</param>
/// <param name="pacer">Holds tasks back that have peaked; null lets all learn.</param>
/// <param name="only">The heads that learn; empty for all.</param>
/// <param name="ranks">The processes that train together; null for a process alone.</param>
internal sealed class LearningStep(
    IMultitaskModel model, Descent descent, Balancer balancer, Tutor? tutor, Pacer? pacer, IReadOnlyList<string> only, DataParallel? ranks) : IResumable
{
    private const string Balance = "balance", Weights = "weights";

    /// <summary>How much of a task's mean weight one batch leaves.</summary>
    private const double Kept = 0.95;

    private readonly bool[] isLearnt = [.. model.Architecture.Heads.Select(head => only.Count == 0 || only.Contains(head.Name))];
    private readonly string[] tasks = [.. model.Architecture.Heads.Select(head => head.Name)];
    private readonly double[] meanWeights = [.. model.Architecture.Heads.Select(_ => 1.0)];

    /// <summary>The mean weights of late, task by task.</summary>
    public IReadOnlyList<double> MeanWeights => meanWeights;

    /// <summary>Moves the weights by the gradients of some batches.</summary>
    /// <param name="batches">Images and labels.</param>
    /// <param name="progress">Where training stands.</param>
    /// <returns>The tasks' mean losses before weighting, of all ranks, over the batches whose labels give them something to compare.</returns>
    /// <exception cref="TrainingException">A loss or the gradient is no finite number.</exception>
    public IReadOnlyDictionary<string, double> Take(IEnumerable<Batch> batches, StepProgress progress)
    {
        var losses = batches.SelectMany(batch => Add(batch, progress)).ToLookup(item => item.Task, item => item.Loss)
            .ToDictionary(task => task.Key, task => task.Average());
        AverageOverRanks();
        var norm = descent.Step(progress.LearningRate);
        return double.IsFinite(norm) ? losses : throw TrainingException.Diverged($"The gradient of {string.Join(" + ", losses.Keys)}", norm, progress);
    }

    public IEnumerable<TensorToStore> Save() => [TensorStorage.NumbersToStore(Balance, balancer.State), TensorStorage.NumbersToStore(Weights, meanWeights)];

    public void Restore(StateFile checkpoint)
    {
        balancer.State = checkpoint[Balance].ReadDoubles();
        checkpoint[Weights].ReadDoubles(meanWeights.Length).CopyTo(meanWeights, 0);
    }

    // Adds the gradients of a batch to the parameters. The losses are those of all ranks, of the tasks whose labels give them something to compare.
    private IReadOnlyList<(string Task, double Loss)> Add(Batch batch, StepProgress progress)
    {
        using var scope = NewDisposeScope();
        var images = new Batch(TensorLayout.ToChannelsLast(batch.Images), Learnt(ranks?.Agree(batch) ?? batch.Targets));
        var losses = Losses(images);
        double[] values = Values(losses);
        ranks?.Average(values);
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var diverged)
            throw TrainingException.Diverged($"The loss of {losses[diverged].Task}", values[diverged], progress);
        if (losses.Count > 0)
            Propagate(losses, values, progress);
        Count(images);
        return [.. losses.Zip(values, (loss, value) => (loss.Task, value)).Where(item => !IsBarren(images, item.Task, item.value))];
    }

    // Makes the gradients that the parameters have those of all ranks.
    private void AverageOverRanks()
    {
        // Where tasks are told apart, their gradients were averaged one by one.
        if (ranks is null || balancer.NeedsGradients)
            return;
        using var scope = NewDisposeScope();
        ranks.Average(model.Module.parameters().Select(parameter => parameter.grad).OfType<Tensor>());
    }

    private IReadOnlyList<TaskLoss> Losses(Batch batch)
    {
        using var whole = ranks?.OverRanks();
        var losses = model.ComputeLosses(batch, out var outputs);
        if (pacer is not null)
            losses = pacer.Apply(batch, outputs, losses);
        return tutor is null ? losses : tutor.Apply(batch, outputs, losses);
    }

    // One read for all tasks: each waits for the device.
    private static double[] Values(IReadOnlyList<TaskLoss> losses) =>
        losses.Count == 0 ? [] : Array.ConvertAll(stack(losses.Select(loss => loss.Value.detach())).to(ScalarType.Float32).ToArray<float>(), value => (double)value);

    private HeadTargets?[] Learnt(IReadOnlyList<HeadTargets?> targets) => [.. targets.Select((target, i) => isLearnt[i] ? target : null)];

    // Labels are looked at only where the loss is exactly zero, which is rare.
    private bool IsBarren(Batch batch, string task, double loss) =>
        loss == 0 && tutor?.Teaches(task) != true && batch.Targets[Array.IndexOf(tasks, task)]?.IsBarren() == true;

    private void Propagate(IReadOnlyList<TaskLoss> losses, double[] values, StepProgress progress)
    {
        var learning = Enumerable.Range(0, losses.Count).Where(i => pacer?.Peaked.Contains(losses[i].Task) != true).ToArray();
        var gradients = balancer.NeedsGradients ? new TaskGradients(descent, losses, ranks) : null;
        var weights = Weigh(losses, values, learning, gradients, progress);
        if (gradients is not null)
        {
            // A head that no other task touches learns from its own loss as it is.
            gradients.AddTo(weights, balancer.WeighsSharedOnly ? [.. losses.Select(_ => 1.0)] : weights);
            return;
        }
        var total = losses.Select((loss, i) => loss.Value * (loss.Weight * weights[i])).Aggregate((sum, loss) => sum + loss);
        if (ranks is null)
            total.backward();
        else
            ranks.Together(() => total.backward());
    }

    // A task that has peaked is not balanced: near its best its loss is next to nothing and says nothing. Nor does it keep the weight that it had,
    // which grew as it learnt its labels by heart, and would tear the trunk from the tasks that learn.
    private double[] Weigh(IReadOnlyList<TaskLoss> losses, double[] values, int[] learning, TaskGradients? gradients, StepProgress progress)
    {
        var indices = losses.Select(loss => Array.IndexOf(tasks, loss.Task)).ToArray();
        double[] weights = [.. losses.Select(_ => 1.0)];
        if (learning.Length > 0)
        {
            Span<double> given = stackalloc double[learning.Length];
            balancer.Weigh(
                new BalancingStep(
                    progress.Iteration, progress.Iterations, progress.StepsPerEpoch, Array.ConvertAll(learning, i => indices[i]), Array.ConvertAll(learning, i => values[i]),
                    gradients is null ? null : Part(gradients.Gramian(), learning), Seeds.Random(progress.Seed, (ulong)progress.Iteration)),
                given);
            for (var k = 0; k < learning.Length; k++)
                weights[learning[k]] = given[k];
        }
        for (var i = 0; i < weights.Length; i++)
            meanWeights[indices[i]] = Kept * meanWeights[indices[i]] + (1 - Kept) * weights[i];
        return weights;
    }

    private static double[,] Part(double[,] matrix, int[] rows)
    {
        var part = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < rows.Length; j++)
                part[i, j] = matrix[rows[i], rows[j]];
        return part;
    }

    // A task that has a teacher learns from every image.
    private void Count(Batch batch)
    {
        var all = batch.Count * (ranks?.Size ?? 1);
        descent.Add(all, tasks
            .Select((task, i) => (task, Images: tutor?.Teaches(task) == true ? all : Labelled(batch, i)))
            .ToDictionary(item => item.task, item => item.Images));
    }

    private static int Labelled(Batch batch, int head) => batch.Targets[head] is { } targets ? targets.LabelledImages ?? batch.Count : 0;
}
