using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// Lets batch norms normalise by the statistics of the whole batch, over all ranks, while a network trains; its results, running
/// statistics and gradients are then those of one process with the whole batch. The norms themselves stand in evaluation mode, and a hook
/// puts the synchronised result in the place of theirs. All ranks have batches of the same size.
/// </summary>
public sealed class SynchronizedBatchNorm : IDisposable
{
    private readonly nn.Module network;
    private readonly ProcessGroup group;
    private readonly List<Action> unhook = [];

    /// <summary>Takes over the norms of a network until it is disposed.</summary>
    /// <param name="network">The network; while it is in training mode its norms are synchronised.</param>
    /// <param name="norms">Those of its norms that learn; all have running statistics, scale and shift.</param>
    /// <param name="group">The ranks.</param>
    public SynchronizedBatchNorm(nn.Module network, IEnumerable<BatchNorm2d> norms, ProcessGroup group)
    {
        (this.network, this.group) = (network, group);
        foreach (var norm in norms)
            unhook.Add(norm.register_forward_hook((_, input, result) => network.training ? Replace(norm, input, result) : result).remove);
    }

    /// <summary>Gives the norms back.</summary>
    public void Dispose()
    {
        unhook.ForEach(remove => remove());
    }

    private Tensor Replace(BatchNorm2d norm, Tensor input, Tensor result)
    {
        if (norm.training)
            throw new InvalidOperationException("A synchronised batch norm must be in evaluation mode; call eval() on it after train() on the network.");
        result.Dispose();
        return Normalize(norm, input);
    }

    // Two passes, the mean and then the mean square distance from it: the difference of large squares would lose the digits.
    private Tensor Normalize(BatchNorm2d norm, Tensor input)
    {
        using var scope = NewDisposeScope();
        var values = (double)(input.numel() / input.shape[1] * group.Size);
        var mean = group.SumWithGradient(input.sum(0, 2, 3)) / values;
        var distances = input - Map(mean);
        var variance = group.SumWithGradient(distances.square().sum(0, 2, 3)) / values;
        Track(norm, mean, variance * (values / (values - 1)));
        var scale = (variance + norm.eps).rsqrt() * norm.weight!;
        return (distances * Map(scale) + Map(norm.bias!)).MoveToOuterDisposeScope();
    }

    // As batch norms do: the share `momentum` of the new statistics, of which the variance is the unbiased one.
    private static void Track(BatchNorm2d norm, Tensor mean, Tensor variance)
    {
        using var mode = no_grad();
        norm.num_batches_tracked!.add_(1);
        var share = norm.momentum ?? 1.0 / norm.num_batches_tracked.ToInt64();
        norm.running_mean!.mul_(1 - share).add_(mean, alpha: share);
        norm.running_var!.mul_(1 - share).add_(variance, alpha: share);
    }

    // One value a channel, beside N x channels x height x width.
    private static Tensor Map(Tensor channels) => channels.view(1, -1, 1, 1);
}
