using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Losses;

/// <summary>Softmax cross-entropy of classified images, the mean over the images that have a label.</summary>
public static class CrossEntropy
{
    /// <summary>Compares class scores with labels.</summary>
    /// <param name="scores">N x classes, before the softmax.</param>
    /// <param name="labels">N, int64: class indices or <see cref="Data.ClassificationTargets.Unlabelled"/>.</param>
    /// <param name="labelSmoothing">The share of the target that is spread evenly over all classes (Szegedy et al., 2016).</param>
    /// <param name="classWeights">A weight a class; null weighs all alike.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where no image has a label.</returns>
    public static Tensor Compute(Tensor scores, Tensor labels, double labelSmoothing = 0, double[]? classWeights = null)
    {
        using var scope = NewDisposeScope();
        var weights = ClassWeights.For(scores, classWeights);
        var total = F.cross_entropy(scores, labels, weights, Data.ClassificationTargets.Unlabelled, nn.Reduction.Sum, labelSmoothing);
        return ClassWeights.Mean(total, labels, Data.ClassificationTargets.Unlabelled, weights).MoveToOuterDisposeScope();
    }
}
