using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// Processes that train one network together, each a rank with its own part of every batch. Every rank calls the same methods in the same
/// order, with tensors of the same shape and type. Where a rank fails or ends, each of the others throws a
/// <see cref="DistributedException"/> that names it, and the group is of no use any more.
/// </summary>
/// <remarks>Programs get one from <c>ProcessGroups</c> of MtlDsl.Distributed, which has what carries the exchanges.</remarks>
public sealed class ProcessGroup : IDisposable
{
    // PyTorch's DistributedDataParallel takes buckets of as many bytes.
    private const long BucketBytes = 25L << 20;

    private readonly RankSettings settings;
    private CollectiveException? failure;
    private bool hasFailed;

    /// <summary>Takes over what has met the other ranks.</summary>
    /// <param name="settings">Which rank this is.</param>
    /// <param name="collectives">What carries the exchanges.</param>
    public ProcessGroup(RankSettings settings, ICollectives collectives) => (this.settings, Collectives) = (settings, collectives);

    /// <summary>The number of this process, from 0.</summary>
    public int Rank => settings.Rank;

    /// <summary>How many processes there are.</summary>
    public int Size => settings.Size;

    /// <summary>The number of this process among those of its machine; the number of its GPU where it has one.</summary>
    public int LocalRank => settings.LocalRank;

    /// <summary>Whether this is the process that writes files and shows how it goes.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>What carries the exchanges, without a word about which rank is missing when one fails.</summary>
    internal ICollectives Collectives { get; }

    /// <summary>Whether the store, by which ranks reach each other when nothing else goes, ends with this process.</summary>
    internal bool HostsStore => settings.HostsStore;

    /// <summary>This rank's part of the batches: each has the whole batch's images over the number of ranks.</summary>
    /// <param name="whole">How one process would make the batches.</param>
    /// <exception cref="DistributedException">The images of a batch cannot be divided evenly.</exception>
    public BatchLoaderOptions Share(BatchLoaderOptions whole) => whole.BatchSize % Size == 0
        ? whole with
        {
            BatchSize = whole.BatchSize / Size,
            Shard = new Shard(Rank, Size),
            AlwaysTargets = true,
            Workers = Math.Max(1, whole.Workers / settings.LocalSize),
            CacheBytes = whole.CacheBytes / settings.LocalSize,
        }
        : throw new DistributedException($"A batch of {whole.BatchSize} images cannot be divided among {Size} processes; take a multiple of {Size}.");

    /// <summary>Puts in place of each element its sum over all ranks.</summary>
    /// <param name="tensor">Contiguous, of any type; outside of autograd.</param>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Sum(Tensor tensor) => Together(() => Collectives.Sum(tensor));

    /// <summary>Puts in place of each element the greatest of all ranks.</summary>
    /// <param name="tensor">Contiguous, of any type; outside of autograd.</param>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Maximum(Tensor tensor) => Together(() => Collectives.Maximum(tensor));

    /// <summary>
    /// The sum over all ranks, with a gradient: that of the result, summed over all ranks in turn. Every rank must run backward through it.
    /// </summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public Tensor SumWithGradient(Tensor tensor)
    {
        Tensor? sum = null;
        Together(() => sum = SumOverRanks.Of(tensor, this));
        return sum!;
    }

    /// <summary>Puts in place of each number its sum over all ranks.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Sum(Span<double> numbers)
    {
        using var scope = NewDisposeScope();
        var sums = tensor(numbers.ToArray(), device: CPU);
        Sum(sums);
        sums.data<double>().ToArray().CopyTo(numbers);
    }

    /// <summary>Puts in place of each number that of the first rank.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Broadcast(Span<double> numbers)
    {
        using var scope = NewDisposeScope();
        var values = tensor(numbers.ToArray(), device: CPU);
        Together(() => Collectives.Broadcast(values));
        values.data<double>().ToArray().CopyTo(numbers);
    }

    /// <summary>Puts in place of tensors their mean over all ranks; few large messages instead of many small ones.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Average(IEnumerable<Tensor> tensors) => InBuckets(tensors, bucket =>
    {
        Collectives.Sum(bucket);
        bucket.div_(Size);
    });

    /// <summary>Puts in place of tensors those of the first rank.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Broadcast(IEnumerable<Tensor> tensors) => InBuckets(tensors, Collectives.Broadcast);

    /// <summary>Waits until all ranks have come here.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Barrier() => Together(Collectives.Barrier);

    /// <summary>Runs what sums over ranks inside, such as a backward pass through <see cref="SumWithGradient"/>.</summary>
    /// <exception cref="DistributedException">Another rank failed or ended.</exception>
    public void Together(Action action)
    {
        try
        {
            action();
        }
        catch (CollectiveException error)
        {
            failure = error;
        }
        if (failure is null)
            return;
        hasFailed = true;
        Collectives.Abandon();
        throw new DistributedException(new RollCall(this).Take(failure.Message), failure);
    }

    /// <summary>Tells the other ranks why this one cannot go on; they throw a <see cref="DistributedException"/> that says it.</summary>
    /// <param name="reason">One sentence.</param>
    public void Fail(string reason)
    {
        if (hasFailed)
            return;
        hasFailed = true;
        try
        {
            new RollCall(this).Leave(reason);
        }
        catch (CollectiveException)
        {
            // Nobody is left to be told.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Collectives.Dispose();

    /// <summary>Runs an exchange where no exception may pass; <see cref="Together"/>, around it, throws it afterwards.</summary>
    /// <returns>Null where the exchange has failed, or an earlier one has.</returns>
    internal Tensor? Defer(Func<Tensor> exchange)
    {
        if (failure is not null)
            return null;
        try
        {
            return exchange();
        }
        catch (CollectiveException error)
        {
            failure = error;
            return null;
        }
    }

    private void InBuckets(IEnumerable<Tensor> tensors, Action<Tensor> exchange)
    {
        using var mode = no_grad();
        foreach (var alike in tensors.GroupBy(tensor => (tensor.dtype, tensor.device.ToString())))
        {
            var bucket = new List<Tensor>();
            var bytes = 0L;
            foreach (var tensor in alike)
            {
                var size = tensor.numel() * tensor.element_size();
                if (bucket.Count > 0 && bytes + size > BucketBytes)
                {
                    Exchange(bucket, exchange);
                    bucket.Clear();
                    bytes = 0;
                }
                bucket.Add(tensor);
                bytes += size;
            }
            Exchange(bucket, exchange);
        }
    }

    private void Exchange(List<Tensor> bucket, Action<Tensor> exchange)
    {
        using var scope = NewDisposeScope();
        // Whatever their layout in memory, elements travel in the order of their indices.
        var flat = cat([.. bucket.Select(tensor => tensor.detach().reshape(-1))]);
        Together(() => exchange(flat));
        var first = 0L;
        foreach (var tensor in bucket)
        {
            tensor.detach().copy_(flat.narrow(0, first, tensor.numel()).view(tensor.shape));
            first += tensor.numel();
        }
    }
}
