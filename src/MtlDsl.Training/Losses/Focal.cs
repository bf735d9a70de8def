using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Losses;

/// <summary>
/// Focal loss (Lin et al., 2017) in its softmax form: <c>-alpha (1 - p)^gamma log p</c> with the softmax probability p of the true class,
/// the mean over what is labelled. With two classes and the scores 0 and x it is the paper's sigmoid form for the score x.
/// </summary>
public static class Focal
{
    /// <summary>Compares class scores with labels.</summary>
    /// <param name="scores">N x classes x height x width or N x classes, before the softmax.</param>
    /// <param name="labels">
    /// N x height x width or N, int64: class indices, <paramref name="ignoreLabel"/>, or for an image without a class
    /// <see cref="Data.ClassificationTargets.Unlabelled"/>.
    /// </param>
    /// <param name="gamma">How much less the well classified counts; 0 is plain cross-entropy.</param>
    /// <param name="alpha">Weight of every class but the first, which weighs 1 - alpha; 0 weighs all alike.</param>
    /// <param name="ignoreLabel">The label of a pixel or image that does not count.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where nothing has a label.</returns>
    public static Tensor Compute(Tensor scores, Tensor labels, double gamma, double alpha, long ignoreLabel)
    {
        using var scope = NewDisposeScope();
        labels = labels.masked_fill(labels.eq(Data.ClassificationTargets.Unlabelled), ignoreLabel);
        var entropy = F.cross_entropy(scores, labels, ignore_index: ignoreLabel, reduction: nn.Reduction.None);
        // 1 - p without loss of digits near p = 1. At 0 itself a power below 1 has no slope, so 0 is kept out.
        var missing = entropy.neg().expm1().neg().clamp_min(1e-12);
        var losses = entropy * missing.pow(gamma);
        if (alpha != 0)
            losses *= labels.eq(0).to(losses.dtype) * (1 - 2 * alpha) + alpha;
        return ClassWeights.Mean(losses.sum(), labels, ignoreLabel, null).MoveToOuterDisposeScope();
    }
}
