namespace MtlDsl.Training.Data;

/// <summary>How batches are made.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Images a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>What the order of the images and their augmentation follow from, whatever the number of workers.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that decode and augment; by default one core is left for the training step.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Batches that may be ready or in the making.</summary>
    public int BatchesAhead { get; init; } = 3;

    /// <summary>Bytes of decoded images, masks and dense maps that are kept in memory, over all data sets.</summary>
    public long CacheBytes { get; init; } = 512L << 20;

    /// <summary>Number of the first batch, to take up a run where it was left: that many batches are passed over.</summary>
    public long FirstBatch { get; init; }
}
