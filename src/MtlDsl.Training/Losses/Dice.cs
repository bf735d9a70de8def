using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Losses;

/// <summary>
/// One minus the soft Dice coefficient (Milletari et al., "V-Net", 2016) of each class over all labelled pixels of the batch, the mean over
/// the classes that some pixel has.
/// </summary>
public static class Dice
{
    /// <summary>Compares class scores with labels.</summary>
    /// <param name="scores">N x classes x height x width, before the softmax.</param>
    /// <param name="labels">N x height x width, int64: class indices or <paramref name="ignoreLabel"/>.</param>
    /// <param name="smooth">Added above and below the fraction.</param>
    /// <param name="ignoreLabel">The label of a pixel that does not count.</param>
    /// <returns>A scalar, 0 to 1; exactly zero, with zero gradients, where no pixel has a label.</returns>
    public static Tensor Compute(Tensor scores, Tensor labels, double smooth, long ignoreLabel)
    {
        using var scope = NewDisposeScope();
        var labelled = labels.ne(ignoreLabel).unsqueeze(1).to(scores.dtype);
        var index = labels.masked_fill(labels.eq(ignoreLabel), 0).unsqueeze(1);
        var truth = zeros_like(scores).scatter(1, index, labelled);
        var probabilities = scores.softmax(1) * labelled;

        // A quotient of sums over the batch is no mean of parts, so the sums themselves are taken over all ranks.
        var sums = LossNormalization.Whole(stack([truth.sum(0, 2, 3), (probabilities * truth).sum(0, 2, 3), probabilities.square().sum(0, 2, 3)]));
        var (pixels, common, squares) = (sums[0], sums[1], sums[2]);
        var present = pixels.nonzero().view(-1);
        var losses = (1 - (common * 2 + smooth) / (squares + pixels + smooth)).index_select(0, present);
        return (losses.sum() / Math.Max(losses.numel(), 1)).MoveToOuterDisposeScope();
    }
}
