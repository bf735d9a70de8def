using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Losses;

/// <summary>The values of a dense map that have a label, and their labels, both as lists.</summary>
internal readonly record struct LabelledValues(Tensor Values, Tensor Targets)
{
    /// <summary>Picks what is labelled: where the target is a number.</summary>
    /// <exception cref="ArgumentException">Values and targets differ in shape.</exception>
    public static LabelledValues Of(Tensor values, Tensor targets)
    {
        if (!values.shape.AsSpan().SequenceEqual(targets.shape))
            throw new ArgumentException(
                $"Values of {string.Join('x', values.shape)} cannot be compared with targets of {string.Join('x', targets.shape)}.", nameof(targets));
        var labelled = targets.isnan().logical_not();
        return new(values.masked_select(labelled), targets.masked_select(labelled));
    }

    /// <summary>A sum over the list as a mean; 0 where it is empty.</summary>
    public Tensor Mean(Tensor sum) => LossNormalization.Mean(sum, Values.numel());
}
