namespace MtlDsl.Training.Data;

/// <summary>
/// Endless training batches: reads, maps and augments images on threads of its own, ahead of the training step. Every image of a data set
/// comes once an epoch; a batch may reach over the end of one. The same seed gives the same batches, whatever the number of workers.
/// </summary>
public sealed class BatchLoader : IDisposable
{
    private readonly object gate = new();
    private readonly BatchLoaderOptions options;
    private readonly (SampleReader Samples, Augmentation Augmentation)[] feeds;
    private readonly SampleSchedule schedule;
    private readonly PendingBatch[] ring;
    private readonly Thread[] workers;
    private long claimed;
    private long taken;
    private bool stopped;

    /// <summary>Starts the workers.</summary>
    /// <param name="feeds">The data sets, all for one network.</param>
    /// <param name="options">How batches are made.</param>
    /// <exception cref="DataException">A data set is empty.</exception>
    /// <exception cref="ArgumentException">There is no data set, they are for different networks, or an option makes no sense.</exception>
    public BatchLoader(IReadOnlyList<BatchFeed> feeds, BatchLoaderOptions options)
    {
        Check(feeds, options);
        this.options = options;
        var images = feeds.Sum(feed => (long)feed.Examples.Count);
        this.feeds =
        [
            .. feeds.Select(feed =>
            {
                var examples = Cached(feed.Examples, (long)((double)options.CacheBytes * feed.Examples.Count / images));
                var samples = new SampleReader(feed.Adapter, examples, options.OnFault);
                return (samples, new Augmentation(feed.Adapter.Transforms, samples.Read, examples.Count));
            }),
        ];
        schedule = new SampleSchedule(options.Seed, [.. feeds.Select(feed => (feed.Examples.Count, feed.Weight))]);

        // Enough batches in the making that no worker stands idle, even with batches of one image.
        var length = Math.Max(options.BatchesAhead, (options.Workers + options.BatchSize - 1) / options.BatchSize + 1);
        var architecture = feeds[0].Adapter.Architecture;
        ring = [.. Enumerable.Range(0, length).Select(_ => new PendingBatch(architecture, options.BatchSize))];
        taken = options.FirstBatch;
        claimed = options.FirstBatch * options.BatchSize;
        workers =
        [
            .. Enumerable.Range(1, options.Workers)
                .Select(number => new Thread(Work) { IsBackground = true, Name = $"Batch worker {number}" }),
        ];
        foreach (var worker in workers)
            worker.Start();
    }

    /// <summary>Number of the batch that <see cref="Next"/> gives next, from 0.</summary>
    public long Position => taken;

    /// <summary>The images that were left out so far because they are broken; none where <see cref="FaultPolicy.Stop"/> is asked.</summary>
    public IReadOnlyList<SampleFault> Faults => [.. feeds.SelectMany(feed => feed.Samples.Faults)];

    /// <summary>Waits for the next batch, which the caller disposes. For one thread at a time.</summary>
    /// <exception cref="DataException">
    /// An image of the batch cannot be read or has an unknown label; where such are skipped, no image of a data set can be read. So says
    /// every later call.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The loader is disposed.</exception>
    public Batch Next()
    {
        var pending = ring[taken % ring.Length];
        lock (gate)
        {
            while (!stopped && !pending.Complete)
                Monitor.Wait(gate);
            ObjectDisposedException.ThrowIf(stopped, this);
        }
        pending.ThrowIfFaulty();
        var batch = pending.Buffer.ToBatch(options.AlwaysTargets);
        lock (gate)
        {
            pending.Reset();
            taken++;
            Monitor.PulseAll(gate);
        }
        return batch;
    }

    /// <summary>Stops the workers and waits until they have ended; each finishes the image that it is at.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
        foreach (var worker in workers)
            worker.Join();
    }

    private static void Check(IReadOnlyList<BatchFeed> feeds, BatchLoaderOptions options)
    {
        if (feeds.Count == 0)
            throw new ArgumentException("Batches are made from one data set at least.", nameof(feeds));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchesAhead);
        ArgumentOutOfRangeException.ThrowIfNegative(options.CacheBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(options.FirstBatch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Shard.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Shard.Index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Shard.Index, options.Shard.Count);
        var network = feeds[0].Adapter.Architecture.Name;
        foreach (var (adapter, examples, weight) in feeds)
        {
            if (weight < 1)
                throw new ArgumentException($"The weight of {adapter.Name} is {weight}; it must be 1 or more.", nameof(feeds));
            if (adapter.Architecture.Name != network)
                throw new ArgumentException(
                    $"{adapter.Name} is for the network {adapter.Architecture.Name}, not for {network} as {feeds[0].Adapter.Name} is.",
                    nameof(feeds));
            if (examples.Count == 0)
                throw new DataException($"{adapter.Name} has no images to train on.");
        }
    }

    private static IExampleSource Cached(IExampleSource examples, long bytes) => bytes > 0 ? new CachedSource(examples, bytes) : examples;

    private void Work()
    {
        while (Claim() is (var position, var ticket))
        {
            var pending = ring[position / options.BatchSize % ring.Length];
            var slot = (int)(position % options.BatchSize);
            var fault = Prepare(ticket, pending.Buffer, slot);
            lock (gate)
            {
                pending.Finish(slot, fault);
                if (pending.Complete)
                    Monitor.PulseAll(gate);
            }
        }
    }

    // The next sample to prepare; waits while the ring is full. Null when the loader is disposed.
    private (long Position, SampleTicket Ticket)? Claim()
    {
        lock (gate)
        {
            while (!stopped && claimed / options.BatchSize >= taken + ring.Length)
                Monitor.Wait(gate);
            return stopped ? null : (claimed, schedule[options.Shard.Global(claimed++, options.BatchSize)]);
        }
    }

    // Whatever fails is the consumer's to hear of: an exception on this thread would end the process.
    private Exception? Prepare(SampleTicket ticket, BatchBuffer buffer, int slot)
    {
        try
        {
            buffer.Fill(slot, feeds[ticket.Feed].Augmentation.Prepare(ticket.Example, ticket.Random));
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
