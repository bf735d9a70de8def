using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Losses;

/// <summary>Softmax cross-entropy of a class map, the mean over the pixels that have a label.</summary>
public static class PixelCrossEntropy
{
    /// <summary>Compares class scores with labels.</summary>
    /// <param name="scores">N x classes x height x width, before the softmax.</param>
    /// <param name="labels">N x height x width, int64: class indices or <paramref name="ignoreLabel"/>.</param>
    /// <param name="ignoreLabel">The label of a pixel that does not count.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where no pixel has a label.</returns>
    public static Tensor Compute(Tensor scores, Tensor labels, long ignoreLabel)
    {
        using var scope = NewDisposeScope();
        // The sum over no pixel is 0, the mean would be 0 / 0.
        var sum = F.cross_entropy(scores, labels, ignore_index: ignoreLabel, reduction: nn.Reduction.Sum);
        var labelled = labels.ne(ignoreLabel).sum().clamp(min: 1);
        return (sum / labelled).MoveToOuterDisposeScope();
    }
}
