using MtlDsl.Vision;

namespace MtlDsl.Metrics;

/// <summary>
/// Average precision of detections as Pascal VOC defines it: images are added one by one; the result is a number a class.
/// <para>
/// In the order of falling score a detection is compared with the object of its class and image that it overlaps most: a hit where the
/// overlap reaches the limit and no earlier detection took the object, nothing where the object is difficult or a crowd, else a false alarm.
/// </para>
/// </summary>
/// <param name="classes">Number of classes.</param>
/// <param name="overlap">The limit.</param>
public sealed class AveragePrecision(int classes, float overlap = 0.5f)
{
    private static readonly double[] elevenRecalls = [.. Enumerable.Range(0, 11).Select(point => point / 10.0)];

    private readonly List<(float Score, bool Hit)>[] outcomes = [.. Enumerable.Range(0, classes).Select(_ => new List<(float, bool)>())];
    private readonly int[] objects = new int[classes];

    /// <summary>Objects of a class so far, those that are difficult or crowds apart.</summary>
    public int Objects(int @class) => objects[@class];

    /// <summary>Adds an image.</summary>
    /// <param name="detections">What was found, in any order.</param>
    /// <param name="truth">What is there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class index is not below the number of classes.</exception>
    public void Add(IEnumerable<Detection> detections, IReadOnlyList<TrueObject> truth)
    {
        foreach (var item in truth)
        {
            ThrowIfNoClass(item.Class);
            if (!IsPassedOver(item))
                objects[item.Class]++;
        }
        var taken = new bool[truth.Count];
        foreach (var detection in detections.OrderByDescending(d => d.Score))
        {
            ThrowIfNoClass(detection.Class);
            var (best, index) = Best(detection, truth);
            var found = index >= 0 && best >= overlap;
            if (found && IsPassedOver(truth[index]))
                continue;
            outcomes[detection.Class].Add((detection.Score, found && !taken[index]));
            if (found)
                taken[index] = true;
        }
    }

    /// <summary>Adds the images of another measurement, as if they had been added here after those that were.</summary>
    /// <exception cref="ArgumentException">It is one of another number of classes.</exception>
    public void Merge(AveragePrecision other)
    {
        if (other.objects.Length != classes)
            throw new ArgumentException($"A measurement of {other.objects.Length} classes cannot join one of {classes}.", nameof(other));
        for (var c = 0; c < classes; c++)
        {
            outcomes[c].AddRange(other.outcomes[c]);
            objects[c] += other.objects[c];
        }
    }

    /// <summary>Precision and recall after each detection of a class, by falling score.</summary>
    public (double[] Precision, double[] Recall) Curve(int @class)
    {
        ThrowIfNoClass(@class);
        var sorted = outcomes[@class].OrderByDescending(outcome => outcome.Score).ToArray();
        var (precision, recall) = (new double[sorted.Length], new double[sorted.Length]);
        var hits = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            hits += sorted[i].Hit ? 1 : 0;
            precision[i] = (double)hits / (i + 1);
            recall[i] = objects[@class] > 0 ? (double)hits / objects[@class] : 0;
        }
        return (precision, recall);
    }

    /// <summary>The average precision of a class, 0 to 1; NaN where no image had an object of it.</summary>
    public double Of(int @class, AveragePrecisionKind kind)
    {
        var (precision, recall) = Curve(@class);
        return objects[@class] == 0 ? double.NaN : Of(precision, recall, kind);
    }

    /// <summary>The mean over the classes that had objects (mAP); NaN where none had.</summary>
    public double Mean(AveragePrecisionKind kind) =>
        Enumerable.Range(0, classes).Where(c => objects[c] > 0).Select(c => Of(c, kind)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The average precision of one curve.</summary>
    /// <param name="precision">Precision after each detection, by falling score.</param>
    /// <param name="recall">Recall after each detection.</param>
    /// <param name="kind">How the curve becomes a number.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double Of(ReadOnlySpan<double> precision, ReadOnlySpan<double> recall, AveragePrecisionKind kind)
    {
        if (precision.Length != recall.Length)
            throw new ArgumentException($"A curve has as many precisions as recalls, not {precision.Length} and {recall.Length}.");
        return kind switch
        {
            AveragePrecisionKind.ElevenPoint => AtRecalls(precision, recall, elevenRecalls),
            AveragePrecisionKind.Area => Integral(Envelope(precision), recall),
            AveragePrecisionKind.Integral => Integral(precision, recall),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>The mean, over ascending recalls, of the best precision at that recall or a higher one.</summary>
    internal static double AtRecalls(ReadOnlySpan<double> precision, ReadOnlySpan<double> recall, ReadOnlySpan<double> points)
    {
        var envelope = Envelope(precision);
        var sum = 0.0;
        var index = 0;
        foreach (var point in points)
        {
            while (index < recall.Length && recall[index] < point)
                index++;
            sum += index < recall.Length ? envelope[index] : 0;
        }
        return sum / points.Length;
    }

    private static bool IsPassedOver(TrueObject item) => item.Difficult || item.Crowd;

    private (float Overlap, int Index) Best(Detection detection, IReadOnlyList<TrueObject> truth)
    {
        var best = (Overlap: float.NegativeInfinity, Index: -1);
        for (var i = 0; i < truth.Count; i++)
            if (truth[i].Class == detection.Class && truth[i].Box.Overlap(detection.Box) is var value && value > best.Overlap)
                best = (value, i);
        return best;
    }

    private void ThrowIfNoClass(int index)
    {
        if ((uint)index >= (uint)classes)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {classes} classes, numbered from 0.");
    }

    // The best precision from each place on.
    private static double[] Envelope(ReadOnlySpan<double> precision)
    {
        var envelope = precision.ToArray();
        for (var i = envelope.Length - 2; i >= 0; i--)
            envelope[i] = Math.Max(envelope[i], envelope[i + 1]);
        return envelope;
    }

    private static double Integral(ReadOnlySpan<double> precision, ReadOnlySpan<double> recall)
    {
        var (sum, before) = (0.0, 0.0);
        for (var i = 0; i < precision.Length; i++)
        {
            sum += precision[i] * (recall[i] - before);
            before = recall[i];
        }
        return sum;
    }
}
