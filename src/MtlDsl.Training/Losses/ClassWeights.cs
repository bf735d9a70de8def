using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Losses;

/// <summary>Losses whose classes do not all weigh the same.</summary>
internal static class ClassWeights
{
    /// <summary>The weights as a tensor beside the scores; null where all classes weigh the same.</summary>
    /// <exception cref="ArgumentException">There are not as many weights as classes.</exception>
    public static Tensor? For(Tensor scores, double[]? weights)
    {
        if (weights is null)
            return null;
        if (weights.Length != scores.shape[1])
            throw new ArgumentException($"{scores.shape[1]} classes take as many weights, not {weights.Length}.", nameof(weights));
        return tensor(Array.ConvertAll(weights, weight => (float)weight), [weights.Length], device: scores.device);
    }

    /// <summary>PyTorch's weighted mean: a sum of weighted losses over the sum of the weights of what is labelled; 0 where nothing is.</summary>
    public static Tensor Mean(Tensor sum, Tensor labels, long ignoreLabel, Tensor? weights)
    {
        var labelled = labels.ne(ignoreLabel);
        return LossNormalization.Mean(sum, weights is null ? labelled.sum() : weights.index_select(0, labels.masked_select(labelled)).sum());
    }
}
