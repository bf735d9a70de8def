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

    /// <summary>Which part of every batch is made, for processes that train together; all of it where nothing is said.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>
    /// Whether a head that no image of the batch labels gets targets all the same, in which everything is ignored: its loss and its
    /// gradients are then exactly zero, but they are there.
    /// </summary>
    public bool AlwaysTargets { get; init; }

    /// <summary>What is done about an image that cannot be read, or whose labels cannot.</summary>
    public FaultPolicy OnFault { get; init; }
}
