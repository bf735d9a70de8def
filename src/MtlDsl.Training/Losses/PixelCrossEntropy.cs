using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Losses;

/// <summary>Softmax cross-entropy of a class map, over the pixels that have a label.</summary>
public static class PixelCrossEntropy
{
    /// <summary>Compares class scores with labels.</summary>
    /// <param name="scores">N x classes x height x width, before the softmax.</param>
    /// <param name="labels">N x height x width, int64: class indices or <paramref name="ignoreLabel"/>.</param>
    /// <param name="ignoreLabel">The label of a pixel that does not count.</param>
    /// <param name="classWeights">A weight a class; null weighs all alike.</param>
    /// <param name="sum">Whether the losses are summed up; else their weighted mean is taken.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where no pixel has a label.</returns>
    public static Tensor Compute(Tensor scores, Tensor labels, long ignoreLabel, double[]? classWeights = null, bool sum = false)
    {
        using var scope = NewDisposeScope();
        var weights = ClassWeights.For(scores, classWeights);
        var total = F.cross_entropy(scores, labels, weights, ignoreLabel, nn.Reduction.Sum);
        return (sum ? LossNormalization.Sum(total) : ClassWeights.Mean(total, labels, ignoreLabel, weights)).MoveToOuterDisposeScope();
    }
}
