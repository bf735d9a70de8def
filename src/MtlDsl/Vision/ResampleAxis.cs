using System.Buffers;

namespace MtlDsl.Vision;

/// <summary>
/// How one axis of an image is resampled: which source pixels each output pixel takes, and how much of each. The filter is a triangle
/// one source pixel wide to each side, or one output pixel where that is wider (so shrinking does not alias), cut off at the image's
/// edge: the rule of PIL's <c>Image.resize(..., BILINEAR, box=...)</c>.
/// </summary>
internal readonly ref struct ResampleAxis
{
    private readonly int[] starts;
    private readonly int[] counts;
    private readonly float[] weights;
    private readonly int taps;

    /// <summary>Plans an axis.</summary>
    /// <param name="source">Pixels of the source along the axis.</param>
    /// <param name="from">Where the first output pixel begins, as a fraction of the source.</param>
    /// <param name="to">Where the last one ends; before <paramref name="from"/> for a mirrored output.</param>
    /// <param name="size">Output pixels.</param>
    /// <param name="begin">The first output pixel that is wanted.</param>
    /// <param name="end">One past the last one.</param>
    /// <exception cref="ArgumentException">The window has no extent or is not finite.</exception>
    public ResampleAxis(int source, float from, float to, int size, int begin, int end)
    {
        if (!float.IsFinite(from) || !float.IsFinite(to) || from == to)
            throw new ArgumentException($"A window from {from} to {to} of the image cannot be resampled: it needs an extent.");
        var scale = ((double)to - from) * source / size;
        var reach = Math.Max(Math.Abs(scale), 1);
        taps = (int)Math.Ceiling(reach) * 2 + 1;
        starts = ArrayPool<int>.Shared.Rent(size);
        counts = ArrayPool<int>.Shared.Rent(size);
        weights = ArrayPool<float>.Shared.Rent(size * taps);
        (First, End) = (end, begin);
        (SourceFirst, SourceEnd) = (source, 0);
        for (var i = begin; i < end; i++)
        {
            var center = (double)from * source + (i + 0.5) * scale;
            counts[i] = 0;
            if (center < 0 || center >= source)
                continue;
            Weigh(i, center, reach, source);
            (First, End) = (Math.Min(First, i), i + 1);
            (SourceFirst, SourceEnd) = (Math.Min(SourceFirst, starts[i]), Math.Max(SourceEnd, starts[i] + counts[i]));
        }
    }

    /// <summary>The first wanted output pixel that lies in the image; the others are filled.</summary>
    public int First { get; }

    /// <summary>One past the last wanted output pixel that lies in the image; not above <see cref="First"/> where none does.</summary>
    public int End { get; }

    /// <summary>The first source pixel that is needed.</summary>
    public int SourceFirst { get; }

    /// <summary>One past the last source pixel that is needed.</summary>
    public int SourceEnd { get; }

    /// <summary>The first source pixel of an output pixel.</summary>
    public int Start(int index) => starts[index];

    /// <summary>The weights of the source pixels of an output pixel, from <see cref="Start"/> on; they add up to 1.</summary>
    public ReadOnlySpan<float> Weights(int index) => weights.AsSpan(index * taps, counts[index]);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<int>.Shared.Return(counts);
        ArrayPool<float>.Shared.Return(weights);
    }

    private void Weigh(int index, double center, double reach, int source)
    {
        var first = Math.Max((int)(center - reach + 0.5), 0);
        var end = Math.Min((int)(center + reach + 0.5), source);
        var row = weights.AsSpan(index * taps, taps);
        var sum = 0.0;
        for (var i = first; i < end; i++)
        {
            var weight = Math.Max(1 - Math.Abs(i + 0.5 - center) / reach, 0);
            row[i - first] = (float)weight;
            sum += weight;
        }
        for (var i = 0; i < end - first; i++)
            row[i] = (float)(row[i] / sum);
        (starts[index], counts[index]) = (first, end - first);
    }
}
