namespace MtlDsl.Training.Data;

/// <summary>
/// Keeps the decoded images of another source in memory, first come first kept, up to a bound: a small data set is decoded once, not
/// once an epoch.
/// </summary>
/// <param name="source">Where the images come from.</param>
/// <param name="maxBytes">Bound on pixels, masks and dense maps together.</param>
public sealed class CachedSource(IExampleSource source, long maxBytes) : IExampleSource
{
    private readonly Example?[] kept = new Example?[source.Count];
    private long bytes;

    /// <inheritdoc/>
    public int Count => source.Count;

    /// <inheritdoc/>
    public LabelKinds Labels => source.Labels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string>? LabelNames => source.LabelNames;

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks => source.Remarks;

    /// <inheritdoc/>
    public string? Id(int index) => source.Id(index);

    /// <inheritdoc/>
    public string? Origin(int index) => source.Origin(index);

    /// <inheritdoc/>
    public Example Read(int index)
    {
        if (Volatile.Read(ref kept[index]) is { } found)
            return found;
        var example = source.Read(index);
        var size = example.Image.Pixels.LongLength + (example.Mask?.Values.Labels.LongLength ?? 0)
            + sizeof(float) * (example.Values?.Values.Values.LongLength ?? 0);
        // Two threads may read the same image at once; the sum then counts it twice, which only makes the bound tighter.
        if (Interlocked.Add(ref bytes, size) <= maxBytes)
            Volatile.Write(ref kept[index], example);
        else
            Interlocked.Add(ref bytes, -size);
        return example;
    }
}
