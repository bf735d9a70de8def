using System.Buffers;

namespace MtlDsl.Vision;

/// <summary>The default boxes whose score passed the threshold, class by class, as keys of <see cref="ScoreOrder"/>.</summary>
internal readonly ref struct ClassCandidates
{
    // Room for every default box in every class: pooled and never cleared, so the part that is not used costs nothing.
    private readonly ulong[] keys;
    private readonly int[] counts;
    private readonly int rows;

    public ClassCandidates(int classes, int rows)
    {
        (Classes, this.rows) = (classes, rows);
        keys = ArrayPool<ulong>.Shared.Rent(checked(classes * rows));
        counts = ArrayPool<int>.Shared.Rent(classes);
        counts.AsSpan(0, classes).Clear();
    }

    /// <summary>Number of classes, without the background.</summary>
    public int Classes { get; }

    /// <summary>Notes a default box for a class.</summary>
    public void Add(int @class, float score, int row) => keys[@class * rows + counts[@class]++] = ScoreOrder.Key(score, row);

    /// <summary>The best candidates of a class, by falling score.</summary>
    public ReadOnlySpan<ulong> Best(int @class, int limit)
    {
        var all = keys.AsSpan(@class * rows, counts[@class]);
        var count = Math.Clamp(limit, 0, all.Length);
        ScoreOrder.SortFirst(all, count);
        return all[..count];
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(counts);
    }
}
