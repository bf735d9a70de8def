using MtlDsl.Vision;

namespace MtlDsl.Metrics;

/// <summary>
/// Average precision and recall of detections as COCO defines them (Lin et al., "Microsoft COCO", 2014, and pycocotools' cocoeval.py).
/// Images are added one by one; parts that were added elsewhere can be merged.
/// <para>
/// A detection that finds a difficult object, a crowd, or an object of another size counts for nothing, and so does one of another size
/// that finds none. An overlap with a crowd is the share of the detection that lies in it, and any number of detections may. Precision is
/// read at the recalls 0, .01 ... 1, made to fall with recall. The hundred best detections of a class count in an image. Equal scores of
/// different images rank in the order of the images.
/// </para>
/// </summary>
/// <param name="classes">Number of classes.</param>
public sealed class CocoAveragePrecision(int classes)
{
    /// <summary>Detections of a class that count in an image.</summary>
    public const int MostDetections = 100;

    private const int Recalls = 101;

    // As numpy's linspace gives them, so that what lies exactly on a limit falls on the same side.
    private static readonly double[] limits = [.. Enumerable.Range(0, 9).Select(i => 0.5 + i * ((0.95 - 0.5) / 9)), 0.95];
    private static readonly double[] recalls = [.. Enumerable.Range(0, Recalls - 1).Select(i => i * 0.01), 1];

    private readonly List<CocoOutcome>[,] outcomes = Lists(classes);
    private readonly int[,] objects = new int[classes, AreaRange.Coco.Length];

    private enum Size
    {
        All,
        Small,
        Medium,
        Large,
    }

    /// <summary>Objects of a class so far, those that are difficult or crowds apart.</summary>
    public int Objects(int @class) => objects[@class, (int)Size.All];

    /// <summary>Adds an image.</summary>
    /// <param name="detections">What was found, in any order; boxes in fractions of the image.</param>
    /// <param name="truth">What is there, in fractions of the image.</param>
    /// <param name="size">The image's own size, which says how large an object is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class index is not below the number of classes; nothing of the image is counted.</exception>
    public void Add(IEnumerable<Detection> detections, IReadOnlyList<TrueObject> truth, PixelSize size)
    {
        var found = detections.OrderByDescending(d => d.Score).ToLookup(d => ThrowIfNoClass(d.Class));
        var there = truth.ToLookup(t => ThrowIfNoClass(t.Class));
        for (var c = 0; c < classes; c++)
        {
            if (!found.Contains(c) && !there.Contains(c))
                continue;
            var image = new CocoImage([.. found[c].Take(MostDetections)], [.. there[c]], size);
            for (var s = 0; s < AreaRange.Coco.Length; s++)
                objects[c, s] += image.Match(AreaRange.Coco[s], limits, outcomes[c, s]);
        }
    }

    /// <summary>Adds the images of another measurement, as if they had been added here after those that were.</summary>
    /// <exception cref="ArgumentException">It is one of another number of classes.</exception>
    public void Merge(CocoAveragePrecision other)
    {
        if (other.outcomes.GetLength(0) != classes)
            throw new ArgumentException($"A measurement of {other.outcomes.GetLength(0)} classes cannot join one of {classes}.", nameof(other));
        for (var c = 0; c < classes; c++)
        for (var s = 0; s < AreaRange.Coco.Length; s++)
        {
            outcomes[c, s].AddRange(other.outcomes[c, s]);
            objects[c, s] += other.objects[c, s];
        }
    }

    /// <summary>The numbers of one class.</summary>
    public CocoSummary Of(int @class)
    {
        ThrowIfNoClass(@class);
        var (all, small, medium, large) = (
            Curves(@class, Size.All), Curves(@class, Size.Small), Curves(@class, Size.Medium), Curves(@class, Size.Large));
        return new(
            all.Average(c => c.Precision), all[0].Precision, all[5].Precision,
            small.Average(c => c.Precision), medium.Average(c => c.Precision), large.Average(c => c.Precision),
            Curves(@class, Size.All, 1).Average(c => c.Recall), Curves(@class, Size.All, 10).Average(c => c.Recall), all.Average(c => c.Recall),
            small.Average(c => c.Recall), medium.Average(c => c.Recall), large.Average(c => c.Recall));
    }

    /// <summary>The means of all numbers, each over the classes that had such objects.</summary>
    public CocoSummary Mean()
    {
        var each = Enumerable.Range(0, classes).Select(Of).ToList();
        double Over(Func<CocoSummary, double> number) => each.Select(number).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        return new(
            Over(c => c.Precision), Over(c => c.Precision50), Over(c => c.Precision75),
            Over(c => c.PrecisionSmall), Over(c => c.PrecisionMedium), Over(c => c.PrecisionLarge),
            Over(c => c.Recall1), Over(c => c.Recall10), Over(c => c.Recall100),
            Over(c => c.RecallSmall), Over(c => c.RecallMedium), Over(c => c.RecallLarge));
    }

    // Average precision and largest recall at each overlap.
    private (double Precision, double Recall)[] Curves(int @class, Size size, int most = MostDetections)
    {
        var there = objects[@class, (int)size];
        if (there == 0)
            return [.. limits.Select(_ => (double.NaN, double.NaN))];
        var sorted = outcomes[@class, (int)size].Where(o => o.Rank < most).OrderByDescending(o => o.Score).ToArray();
        return [.. limits.Select((_, limit) => Curve(sorted, limit, there))];
    }

    private static (double Precision, double Recall) Curve(CocoOutcome[] sorted, int limit, int there)
    {
        var (precision, recall) = (new double[sorted.Length], new double[sorted.Length]);
        var (hits, counted) = (0, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            hits += sorted[i].Hits >> limit & 1;
            counted += ~sorted[i].Ignored >> limit & 1;
            precision[i] = counted > 0 ? (double)hits / counted : 0;
            recall[i] = (double)hits / there;
        }
        return (AveragePrecision.AtRecalls(precision, recall, recalls), recall is [.., var last] ? last : 0);
    }

    private static List<CocoOutcome>[,] Lists(int classes)
    {
        var lists = new List<CocoOutcome>[classes, AreaRange.Coco.Length];
        for (var c = 0; c < classes; c++)
        for (var s = 0; s < AreaRange.Coco.Length; s++)
            lists[c, s] = [];
        return lists;
    }

    private int ThrowIfNoClass(int index) => (uint)index < (uint)classes
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {classes} classes, numbered from 0.");
}
