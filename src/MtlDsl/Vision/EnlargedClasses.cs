namespace MtlDsl.Vision;

/// <summary>
/// The best class of every pixel between the pixels of a score map. Interpolated scores are weighted means of the four corners' scores: a
/// class that is best at all four is best everywhere between them, and one that is nowhere as good as some class is everywhere is never
/// best. So most pixels need no interpolation, and the others that of a few classes.
/// </summary>
internal readonly ref struct EnlargedClasses
{
    private readonly ReadOnlySpan<float> scores;
    private readonly int classes;
    private readonly PixelSize size;
    private readonly ReadOnlySpan<byte> best;
    private readonly ReadOnlySpan<(int Low, int High, float Weight)> columns;

    /// <param name="scores">Classes x height x width of the scores.</param>
    /// <param name="classes">Number of classes, at most 256.</param>
    /// <param name="size">Size of a plane of the scores.</param>
    /// <param name="best">The best class of each pixel of the scores.</param>
    /// <param name="columns">Between which columns of the scores each column of the map lies.</param>
    public EnlargedClasses(
        ReadOnlySpan<float> scores, int classes, PixelSize size, ReadOnlySpan<byte> best, ReadOnlySpan<(int Low, int High, float Weight)> columns)
    {
        this.scores = scores;
        this.classes = classes;
        this.size = size;
        this.best = best;
        this.columns = columns;
    }

    /// <summary>Writes the map, a band of rows between the same two rows of the scores at a time.</summary>
    public void Write(BilinearAxis rows, LabelMap map)
    {
        Span<int> contenders = stackalloc int[256];
        for (int top = 0, bottom; top < map.Height; top = bottom)
        {
            var (low, high, _) = rows[top];
            for (bottom = top + 1; bottom < map.Height && rows[bottom].Low == low;)
                bottom++;
            WriteBand(low, high, rows, new PixelRegion(0, top, map.Width, bottom), map, contenders);
        }
    }

    private void WriteBand(int low, int high, BilinearAxis rows, PixelRegion band, LabelMap map, Span<int> contenders)
    {
        var upper = best.Slice(low * size.Width, size.Width);
        var lower = best.Slice(high * size.Width, size.Width);
        var (begin, label) = (0, upper[columns[0].Low]);
        for (int left = 0, right; left < band.Right; left = right)
        {
            var (first, second, _) = columns[left];
            for (right = left + 1; right < band.Right && columns[right].Low == first;)
                right++;
            var corner = upper[first];
            var agree = corner == upper[second] && corner == lower[first] && corner == lower[second];
            if (agree && corner == label)
                continue;
            Fill(map, band with { Left = begin, Right = left }, label);
            if (!agree)
                Interpolate(low, high, rows, band with { Left = left, Right = right }, map, contenders);
            (begin, label) = (agree ? left : right, corner);
        }
        Fill(map, band with { Left = begin }, label);
    }

    private static void Fill(LabelMap map, PixelRegion region, byte label)
    {
        if (region.Width > 0)
            for (var y = region.Top; y < region.Bottom; y++)
                map.Labels.AsSpan(y * map.Width + region.Left, region.Width).Fill(label);
    }

    private void Interpolate(int low, int high, BilinearAxis rows, PixelRegion region, LabelMap map, Span<int> contenders)
    {
        var (first, second, _) = columns[region.Left];
        var plane = size.Width * size.Height;
        var (a, b, c, d) = (low * size.Width + first, low * size.Width + second, high * size.Width + first, high * size.Width + second);
        contenders = contenders[..Contenders(a, b, c, d, plane, contenders)];
        for (var y = region.Top; y < region.Bottom; y++)
        {
            var down = rows[y].Weight;
            var labels = map.Labels.AsSpan(y * map.Width, map.Width);
            for (var x = region.Left; x < region.Right; x++)
            {
                var across = columns[x].Weight;
                var (label, largest) = (0, float.NegativeInfinity);
                foreach (var index in contenders)
                {
                    var start = index * plane;
                    var above = scores[start + a] + across * (scores[start + b] - scores[start + a]);
                    var below = scores[start + c] + across * (scores[start + d] - scores[start + c]);
                    var score = above + down * (below - above);
                    if (score > largest)
                        (label, largest) = (index, score);
                }
                labels[x] = (byte)label;
            }
        }
    }

    // The classes whose highest corner is not below the highest of the classes' lowest corners.
    private int Contenders(int a, int b, int c, int d, int plane, Span<int> contenders)
    {
        var surest = float.NegativeInfinity;
        for (var start = 0; start < scores.Length; start += plane)
            surest = Math.Max(surest, Math.Min(Math.Min(scores[start + a], scores[start + b]), Math.Min(scores[start + c], scores[start + d])));
        var count = 0;
        for (var index = 0; index < classes; index++)
        {
            var start = index * plane;
            if (Math.Max(Math.Max(scores[start + a], scores[start + b]), Math.Max(scores[start + c], scores[start + d])) >= surest)
                contenders[count++] = index;
        }
        return count;
    }
}
