using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>Counts what a data set holds, image by image, in memory that does not grow with the pixels. For one thread.</summary>
/// <param name="adapter">Brings the labels to the network's heads.</param>
public sealed class DataCounter(DataAdapter adapter)
{
    private readonly SampleMapper mapper = new(adapter);
    private readonly HeadCounter[] heads = [.. adapter.Architecture.Heads.Select(head => new HeadCounter(head))];
    private readonly HashSet<string> origins = new(StringComparer.Ordinal);
    private int images, alone;
    private PixelSize smallest, largest;

    /// <summary>What was counted so far.</summary>
    public DataStatistics Result => new(images, origins.Count + alone, smallest, largest, [.. heads.Select(head => head.Result)]);

    /// <summary>Counts an image. One that cannot be counted leaves no trace.</summary>
    /// <param name="example">The image with its labels.</param>
    /// <param name="origin">What it was cut from; null if it stands for itself.</param>
    /// <exception cref="DataException">It has a label that the adapter does not know.</exception>
    public void Add(Example example, string? origin = null)
    {
        var sample = mapper.Map(example);
        for (var head = 0; head < heads.Length; head++)
            if (sample.Labels[head] is { } labels)
                heads[head].Add(labels);
        var (width, height) = example.Image.Size;
        smallest = images == 0 ? new(width, height) : new(Math.Min(width, smallest.Width), Math.Min(height, smallest.Height));
        largest = new(Math.Max(width, largest.Width), Math.Max(height, largest.Height));
        images++;
        if (origin is null)
            alone++;
        else
            origins.Add(origin);
    }

    private sealed class HeadCounter(Head head)
    {
        private readonly int[] imagesOf = new int[head.Classes.Count];
        private readonly long[] objectsOf = new long[head.Classes.Count];
        private readonly long[] pixelsOf = new long[head.Classes.Count];
        private readonly Dictionary<long, int> identities = [];
        private int images;
        private long difficult, unlabelled, values;

        public HeadStatistics Result => new(
            head.Name, images, [.. head.Classes.Select((c, k) => new ClassStatistics(c.Name, imagesOf[k], objectsOf[k], pixelsOf[k]))],
            difficult, unlabelled, values, identities.Count, Repeated)
        {
            Labels = head switch
            {
                SegmentationHead => pixelsOf.Sum(),
                DetectionHead => objectsOf.Sum(),
                RegressionHead => values,
                EmbeddingHead => identities.Count > 1 ? Repeated : 0,
                _ => images,
            },
        };

        private int Repeated => identities.Values.Count(count => count > 1);

        public void Add(HeadLabels labels)
        {
            images++;
            switch (labels)
            {
                case PixelLabels pixels:
                    AddPixels(pixels.Classes.Labels);
                    break;
                case ObjectLabels objects:
                    AddObjects(objects.Objects);
                    break;
                case ClassLabel label:
                    imagesOf[label.Class]++;
                    break;
                case ValueLabels dense:
                    values += dense.Values.Values.LongCount(float.IsFinite);
                    break;
                case IdentityLabel label:
                    identities[label.Identity] = identities.GetValueOrDefault(label.Identity) + 1;
                    break;
            }
        }

        private void AddPixels(byte[] labels)
        {
            Span<long> counts = stackalloc long[256];
            foreach (var label in labels)
                counts[label]++;
            for (var k = 0; k < pixelsOf.Length; k++)
            {
                pixelsOf[k] += counts[k];
                imagesOf[k] += counts[k] > 0 ? 1 : 0;
            }
            unlabelled += counts[SegmentationTargets.Ignored];
        }

        private void AddObjects(IReadOnlyList<ObjectLabel> objects)
        {
            difficult += objects.Count(found => found.Difficult);
            foreach (var group in objects.Where(found => !found.Difficult).GroupBy(found => found.Class))
            {
                objectsOf[group.Key] += group.Count();
                imagesOf[group.Key]++;
            }
        }
    }
}
