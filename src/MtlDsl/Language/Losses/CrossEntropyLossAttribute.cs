namespace MtlDsl;

/// <summary>Softmax cross-entropy of a classification head's class scores, the mean over the labelled images.</summary>
public sealed class CrossEntropyLossAttribute : LossAttribute
{
    /// <summary>
    /// The share e of the target that is spread evenly over all classes: the true class gets 1 - e + e / classes, every other e / classes
    /// (Szegedy et al., "Rethinking the Inception Architecture", 2016). 0 if not given, which spreads none.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// A weight a class, in the order of the enum's values; the mean is then the sum of the weighted losses over the sum of the weights.
    /// Every class weighs the same if not given.
    /// </summary>
    public double[] ClassWeights { get; set; } = [];
}
