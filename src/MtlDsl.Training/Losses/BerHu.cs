using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Losses;

/// <summary>
/// The reverse Huber loss of a dense map (Laina et al., 2016): for an error e, <c>|e|</c> up to c and <c>(e^2 + c^2) / (2 c)</c> beyond,
/// where c is a fraction of the largest absolute error of the batch; the mean over the values that have a label. c is a constant to the
/// gradient.
/// </summary>
public static class BerHu
{
    /// <summary>Compares values with targets.</summary>
    /// <param name="values">N x channels x height x width.</param>
    /// <param name="targets">The same shape; NaN where there is no label.</param>
    /// <param name="fraction">c over the largest absolute error.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where nothing has a label.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Compute(Tensor values, Tensor targets, double fraction)
    {
        using var scope = NewDisposeScope();
        var labelled = LabelledValues.Of(values, targets);
        var errors = (labelled.Values - labelled.Targets).abs();
        var largest = LossNormalization.Maximum(errors.numel() == 0 ? errors.detach().sum() : errors.detach().max());
        // Not 0, where every error is: the branch that is not taken would divide by it.
        var limit = (largest * fraction).clamp_min(1e-12);
        var losses = errors.where(errors.le(limit), (errors.square() + limit.square()) / (limit * 2));
        return labelled.Mean(losses.sum()).MoveToOuterDisposeScope();
    }
}
