using MtlDsl.Vision;

namespace MtlDsl.Metrics;

/// <summary>
/// Counts, over labelled pixels, which class was taken for which, and what follows from it. Definitions as in the FCN paper (Long et
/// al., 2015) and in its score.py: n_ij pixels of class i predicted as j, t_i pixels of class i.
/// </summary>
/// <param name="classes">Number of classes.</param>
/// <param name="ignored">The label of pixels that do not count; null where every pixel does.</param>
public sealed class ConfusionMatrix(int classes, byte? ignored = 255)
{
    private readonly long[] counts = new long[classes * classes];

    /// <summary>Number of classes.</summary>
    public int Classes => classes;

    /// <summary>Pixels of a class that were predicted as another (or as the same).</summary>
    public long this[int truth, int prediction] => counts[truth * classes + prediction];

    /// <summary>Pixels counted.</summary>
    public long Total => counts.Sum();

    /// <summary>The share of pixels predicted right: sum n_ii / sum t_i.</summary>
    public double PixelAccuracy => (double)Enumerable.Range(0, classes).Sum(Hits) / Total;

    /// <summary>The mean of the classes' accuracies n_ii / t_i, over classes that have pixels.</summary>
    public double MeanAccuracy => MeanOf(Accuracy);

    /// <summary>The mean of the classes' IoU, over classes that were there or were predicted.</summary>
    public double MeanIoU => MeanOf(IoU);

    /// <summary>The classes' IoU weighted by their share of the pixels.</summary>
    public double FrequencyWeightedIoU =>
        Enumerable.Range(0, classes).Where(c => Pixels(c) > 0).Sum(c => IoU(c) * Pixels(c)) / Total;

    /// <summary>Adds an image.</summary>
    /// <exception cref="ArgumentException">The maps differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither a class nor the ignored one; nothing of the image is counted.</exception>
    public void Add(LabelMap truth, LabelMap prediction)
    {
        if (truth.Size != prediction.Size)
            throw new ArgumentException($"A prediction of {prediction.Size} cannot be compared with labels of {truth.Size}.");
        // Counted over all 256 x 256 pairs: no branch a pixel, and what does not belong shows in a few sums.
        var pairs = new int[256 * 256];
        for (var i = 0; i < truth.Labels.Length; i++)
            pairs[truth.Labels[i] << 8 | prediction.Labels[i]]++;
        for (var pair = 0; pair < pairs.Length; pair++)
            if (pairs[pair] > 0 && pair >> 8 != ignored)
                ThrowIfNoClass(pair >> 8, pair & 255);
        for (var i = 0; i < classes; i++)
        for (var j = 0; j < classes; j++)
            if (i != ignored)
                counts[i * classes + j] += pairs[i << 8 | j];
    }

    /// <summary>Counts one image or pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public void Add(int truth, int prediction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        ArgumentOutOfRangeException.ThrowIfNegative(prediction);
        ThrowIfNoClass(truth, prediction);
        counts[truth * classes + prediction]++;
    }

    /// <summary>Adds the counts of another matrix.</summary>
    /// <exception cref="ArgumentException">It is one of another number of classes.</exception>
    public void Merge(ConfusionMatrix other)
    {
        if (other.Classes != classes)
            throw new ArgumentException($"A matrix of {other.Classes} classes cannot join one of {classes}.", nameof(other));
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
    }

    /// <summary>Pixels of a class.</summary>
    public long Pixels(int @class) => Enumerable.Range(0, classes).Sum(other => this[@class, other]);

    /// <summary>n_ii / (t_i + sum_j n_ji - n_ii); NaN for a class that neither was there nor was predicted.</summary>
    public double IoU(int @class) => (double)Hits(@class) / (Pixels(@class) + Predicted(@class) - Hits(@class));

    /// <summary>n_ii / t_i; NaN for a class that was not there.</summary>
    public double Accuracy(int @class) => (double)Hits(@class) / Pixels(@class);

    private long Hits(int @class) => this[@class, @class];

    private long Predicted(int @class) => Enumerable.Range(0, classes).Sum(other => this[other, @class]);

    private double MeanOf(Func<int, double> value) =>
        Enumerable.Range(0, classes).Select(value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private void ThrowIfNoClass(int truth, int prediction)
    {
        if (truth >= classes)
            throw new ArgumentOutOfRangeException(
                nameof(truth), truth, $"The labels hold {truth}, which is none of the {classes} classes and is not ignored.");
        if (prediction >= classes)
            throw new ArgumentOutOfRangeException(
                nameof(prediction), prediction, $"The prediction holds {prediction}, which is none of the {classes} classes.");
    }
}
