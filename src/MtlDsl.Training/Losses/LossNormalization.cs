using MtlDsl.Training.Distributed;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Losses;

/// <summary>
/// What a loss must know of the whole batch, so that processes that train together learn what one process with the whole batch would: each
/// rank computes its part of the loss here, and the mean of the parts and of their gradients over the ranks is the loss of the whole batch
/// and its gradient. In a process alone nothing is exchanged.
/// </summary>
/// <remarks>
/// All ranks compute the same losses in the same order, on batches of the same size. The group holds for the thread that
/// <see cref="Over"/> was called on.
/// </remarks>
public static class LossNormalization
{
    [ThreadStatic]
    private static ProcessGroup? group;

    /// <summary>Makes the losses of this thread parts of the loss of all ranks, until the result is disposed.</summary>
    /// <param name="ranks">The ranks; null for a process alone.</param>
    public static IDisposable Over(ProcessGroup? ranks)
    {
        var outer = group;
        group = ranks;
        return new Restore(outer);
    }

    /// <summary>A sum as a mean over what is labelled in the whole batch; 0 where nothing is.</summary>
    /// <param name="sum">The sum of losses over this rank's part of the batch.</param>
    /// <param name="count">How many things the sum runs over, or the sum of their weights: a scalar.</param>
    /// <param name="least">What it is divided by at least; 0 for any number of things.</param>
    /// <remarks>Each rank divides by the mean of the ranks' counts: (1/R) sum(s_r / (C/R)) = sum(s_r) / C.</remarks>
    public static Tensor Mean(Tensor sum, Tensor count, double least = 0)
    {
        if (group is not null)
        {
            count = count.detach().to(ScalarType.Float64);
            group.Sum(count);
            count = (count / group.Size).to(sum.dtype);
            least /= group.Size;
        }
        // The sum over nothing is 0, the mean would be 0 / 0.
        return sum / (least > 0 ? count.clamp(min: least) : count.masked_fill(count.eq(0), 1));
    }

    /// <summary>The same for a count that is known without looking at tensors.</summary>
    public static Tensor Mean(Tensor sum, long count) =>
        group is null ? sum / Math.Max(count, 1) : Mean(sum, tensor((double)count, device: sum.device));

    /// <summary>A sum over this rank's part of the batch, for a loss that is divided by nothing.</summary>
    public static Tensor Sum(Tensor sum) => group is null ? sum : sum * group.Size;

    /// <summary>The greatest of all ranks' values; no gradient.</summary>
    public static Tensor Maximum(Tensor value)
    {
        if (group is null)
            return value;
        var greatest = value.detach().clone();
        group.Maximum(greatest);
        return greatest;
    }

    /// <summary>
    /// The sum over all ranks' parts of the batch, with gradients, for a loss that is no mean, such as a quotient of sums; every rank then
    /// computes the loss of the whole batch.
    /// </summary>
    public static Tensor Whole(Tensor sums) => group is null ? sums : group.SumWithGradient(sums);

    /// <summary>The rows of all ranks in the order of the whole batch, with gradients where they have some, for a loss that compares images.</summary>
    /// <param name="rows">N x anything: this rank's part of the batch.</param>
    public static Tensor Gather(Tensor rows)
    {
        if (group is null)
            return rows;
        var all = new Tensor[group.Size];
        Array.Fill(all, zeros_like(rows));
        all[group.Rank] = rows;
        var gathered = cat(all);
        if (gathered.requires_grad)
            return group.SumWithGradient(gathered);
        group.Sum(gathered);
        return gathered;
    }

    private sealed class Restore(ProcessGroup? outer) : IDisposable
    {
        public void Dispose() => group = outer;
    }
}
