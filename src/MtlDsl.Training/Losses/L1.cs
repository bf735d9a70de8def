using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Losses;

/// <summary>Absolute error of a dense map, the mean over the values that have a label.</summary>
public static class L1
{
    /// <summary>Compares values with targets.</summary>
    /// <param name="values">N x channels x height x width.</param>
    /// <param name="targets">The same shape; NaN where there is no label.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where nothing has a label.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Compute(Tensor values, Tensor targets)
    {
        using var scope = NewDisposeScope();
        var labelled = LabelledValues.Of(values, targets);
        return labelled.Mean(F.l1_loss(labelled.Values, labelled.Targets, nn.Reduction.Sum)).MoveToOuterDisposeScope();
    }
}
