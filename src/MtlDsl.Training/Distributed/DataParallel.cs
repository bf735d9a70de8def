using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Losses;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// What processes that train one network together exchange around a step, so that each takes the step that one process with the whole batch
/// would take: all have the same weights before and after it.
/// </summary>
internal sealed class DataParallel : IDisposable
{
    private readonly ProcessGroup group;
    private readonly nn.Module network;
    private readonly BatchNormPolicy norms;
    private readonly string[] heads;
    private readonly SynchronizedBatchNorm? synchronized;

    /// <summary>Gives all ranks the weights and statistics of the first. What is frozen must be so already.</summary>
    public DataParallel(ProcessGroup group, IMultitaskModel model, BatchNormPolicy norms)
    {
        (this.group, network, this.norms) = (group, model.Module, norms);
        heads = [.. model.Architecture.Heads.Select(head => head.Name)];
        using var scope = NewDisposeScope();
        group.Broadcast(network.state_dict().Values);
        if (norms == BatchNormPolicy.Synchronized)
            synchronized = new SynchronizedBatchNorm(network, network.modules().OfType<BatchNorm2d>().Where(norm => norm.weight is { requires_grad: true }), group);
    }

    /// <summary>How many ranks there are.</summary>
    public int Size => group.Size;

    /// <summary>The number of this rank, from 0.</summary>
    public int Rank => group.Rank;

    /// <summary>Whether this is the rank that writes files and shows how it goes.</summary>
    public bool IsFirst => group.IsFirst;

    /// <summary>Makes sure that all ranks stand at the same step.</summary>
    /// <param name="iteration">Steps done.</param>
    /// <exception cref="DistributedException">They do not.</exception>
    public void Begin(int iteration)
    {
        double[] first = [iteration];
        group.Broadcast(first);
        // All look at all, so that all ranks fail and none waits for the others.
        if (Any(first[0] != iteration))
            throw new DistributedException(
                $"Rank {group.Rank} goes on after step {iteration}, and the first rank after step {first[0]}; all ranks must go on from the same checkpoint.");
    }

    /// <summary>Makes the losses of this thread parts of the whole batch's, until the result is disposed.</summary>
    public IDisposable OverRanks() => LossNormalization.Over(group);

    /// <summary>
    /// The labels of a batch as all ranks must see them: a head that no rank has labels for has none, any other has targets on every rank,
    /// with the number of labelled images of the whole batch.
    /// </summary>
    /// <exception cref="DistributedException">Targets are missing that the other ranks may have.</exception>
    public IReadOnlyList<HeadTargets?> Agree(Batch batch)
    {
        Span<double> counts = [.. batch.Targets.Select(targets => targets is null ? double.NaN : targets.LabelledImages ?? batch.Count)];
        group.Sum(counts);
        var agreed = new HeadTargets?[batch.Targets.Count];
        for (var head = 0; head < agreed.Length; head++)
        {
            if (double.IsNaN(counts[head]))
                throw new DistributedException(
                    $"A batch has no targets for {heads[head]}, though another rank may have labels; make batches of {nameof(ProcessGroup)}.{nameof(ProcessGroup.Share)}.");
            if (counts[head] == 0)
                continue;
            agreed[head] = batch.Targets[head]!;
            agreed[head]!.LabelledImages = (int)counts[head];
        }
        return agreed;
    }

    /// <summary>Puts in place of each number its mean over all ranks.</summary>
    public void Average(Span<double> numbers)
    {
        group.Sum(numbers);
        foreach (ref var number in numbers)
            number /= Size;
    }

    /// <summary>Puts in place of gradients their mean over all ranks.</summary>
    public void Average(IEnumerable<Tensor> gradients) => group.Average(gradients);

    /// <summary>Gives all ranks the first rank's running statistics, where each keeps its own.</summary>
    public void ShareStatistics()
    {
        if (norms != BatchNormPolicy.Train)
            return;
        using var scope = NewDisposeScope();
        group.Broadcast(network.buffers().Where(buffer => buffer.is_floating_point()));
    }

    /// <summary>
    /// Lets the first rank measure while the others wait, and tells all the heads' scores, so that all decide alike what follows from them.
    /// </summary>
    /// <param name="measure">Measures the network; null where it was stopped.</param>
    public EvaluationResult? Measure(Func<EvaluationResult?> measure)
    {
        var result = group.IsFirst ? measure() : null;
        var tasks = heads.Select(name => result?.Heads.FirstOrDefault(head => head.Head == name)).ToList();
        double[] numbers = [result is null ? 0 : 1, .. tasks.Select(task => task is null ? 0.0 : 1), .. tasks.Select(task => task?.Score ?? 0)];
        group.Broadcast(numbers);
        if (group.IsFirst || numbers[0] == 0)
            return result;
        return new EvaluationResult(0, [.. heads.Select((name, i) => (Name: name, IsMeasured: numbers[1 + i] == 1, Score: numbers[1 + heads.Length + i]))
            .Where(head => head.IsMeasured).Select(head => new SharedScore(head.Name, head.Score))]);
    }

    /// <summary>Whether something is so on any rank.</summary>
    public bool Any(bool condition)
    {
        Span<double> sum = [condition ? 1 : 0];
        group.Sum(sum);
        return sum[0] > 0;
    }

    /// <summary>Runs what exchanges tensors inside, such as a backward pass through synchronised norms.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Together(Action action) => group.Together(action);

    /// <summary>Tells the other ranks why this one ends.</summary>
    public void Fail(Exception error)
    {
        if (error is not DistributedException)
            group.Fail(error.Message.Split('\n', 2)[0].TrimEnd());
    }

    /// <summary>Gives the network's norms back; the group is its owner's.</summary>
    public void Dispose() => synchronized?.Dispose();
}
