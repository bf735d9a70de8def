namespace MtlDsl.Training.Data;

/// <summary>
/// One of several equal parts of every batch, for processes that train together. Of each run of <c>Count * BatchSize</c> samples the
/// shard takes <c>BatchSize</c>, from <c>Index * BatchSize</c> on: two shards with batches of 4 see what one loader sees with batches of 8.
/// </summary>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>All of it.</summary>
    public static Shard Whole { get; } = new(0, 1);

    /// <summary>Where a sample of the shard stands in the sequence that all shards share.</summary>
    /// <param name="position">Where it stands among the shard's own samples.</param>
    /// <param name="batchSize">The shard's samples a batch.</param>
    internal long Global(long position, int batchSize)
    {
        var (batch, slot) = Math.DivRem(position, batchSize);
        return (batch * Count + Index) * batchSize + slot;
    }
}
