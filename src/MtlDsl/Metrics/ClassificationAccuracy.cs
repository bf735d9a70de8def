namespace MtlDsl.Metrics;

/// <summary>
/// How often the true class of an image is among those with the highest scores. Images are added one by one. Among equal scores the first
/// class comes first, as <see cref="Vision.ClassMaps"/> has it.
/// </summary>
/// <param name="classes">Number of classes.</param>
public sealed class ClassificationAccuracy(int classes)
{
    // For every class, how many of its images had it at each rank.
    private readonly long[,] ranks = new long[classes, classes];

    /// <summary>Images so far.</summary>
    public long Total => ranks.Cast<long>().Sum();

    /// <summary>Adds an image.</summary>
    /// <param name="scores">A score a class, on any scale.</param>
    /// <param name="truth">Index of the true class.</param>
    /// <exception cref="ArgumentException">There are not as many scores as classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The class index is not below the number of classes.</exception>
    public void Add(ReadOnlySpan<float> scores, int truth)
    {
        ThrowIfNoClass(truth);
        if (scores.Length != classes)
            throw new ArgumentException($"{classes} classes take as many scores, not {scores.Length}.", nameof(scores));
        var rank = 0;
        // Negated, so that a score that is not a number is never a hit.
        for (var i = 0; i < classes; i++)
            if (i < truth ? !(scores[i] < scores[truth]) : i > truth && !(scores[i] <= scores[truth]))
                rank++;
        ranks[truth, rank]++;
    }

    /// <summary>Adds the images of another measurement.</summary>
    /// <exception cref="ArgumentException">It is one of another number of classes.</exception>
    public void Merge(ClassificationAccuracy other)
    {
        if (other.ranks.GetLength(0) != classes)
            throw new ArgumentException($"A measurement of {other.ranks.GetLength(0)} classes cannot join one of {classes}.", nameof(other));
        for (var truth = 0; truth < classes; truth++)
        for (var rank = 0; rank < classes; rank++)
            ranks[truth, rank] += other.ranks[truth, rank];
    }

    /// <summary>Images of a class.</summary>
    public long Images(int @class)
    {
        ThrowIfNoClass(@class);
        return Enumerable.Range(0, classes).Sum(rank => ranks[@class, rank]);
    }

    /// <summary>The share of images whose class is among the k best; NaN where there are no images.</summary>
    public double Top(int k) => (double)Enumerable.Range(0, classes).Sum(@class => Hits(@class, k)) / Total;

    /// <summary>The same over the images of one class.</summary>
    public double Top(int k, int @class) => (double)Hits(@class, k) / Images(@class);

    /// <summary>The mean over the classes that have images of the share that was classified right.</summary>
    public double MeanClassAccuracy =>
        Enumerable.Range(0, classes).Where(c => Images(c) > 0).Select(c => Top(1, c)).DefaultIfEmpty(double.NaN).Average();

    private long Hits(int @class, int k) => Enumerable.Range(0, Math.Min(k, classes)).Sum(rank => ranks[@class, rank]);

    private void ThrowIfNoClass(int index)
    {
        if ((uint)index >= (uint)classes)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {classes} classes, numbered from 0.");
    }
}
