using System.Text;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Distributed;

/// <summary>
/// The exchanges of one rank: Gloo for tensors in main memory, NCCL for those on a GPU, and a store that still answers when those have
/// failed.
/// </summary>
internal sealed class RankCollectives : ICollectives
{
    private readonly RankSettings settings;
    private readonly TimeSpan joinTimeout;
    private readonly TcpStoreServer? server;
    private readonly TcpStore store;
    private readonly Gloo gloo;
    private Nccl? nccl;

    /// <summary>Meets the other ranks.</summary>
    /// <param name="settings">Which rank this is, and where they meet.</param>
    /// <param name="joinTimeout">How long the others are waited for.</param>
    /// <param name="timeout">How long a call waits for the others' part in it.</param>
    /// <exception cref="CollectiveException">The others did not come in time.</exception>
    /// <exception cref="PlatformNotSupportedException">The native part over Gloo cannot be had here.</exception>
    public RankCollectives(RankSettings settings, TimeSpan joinTimeout, TimeSpan timeout)
    {
        (this.settings, this.joinTimeout) = (settings, joinTimeout);
        // First what may be missing on this machine, before others wait for it.
        GlooLibrary.Load();
        try
        {
            if (settings.HostsStore)
                server = new TcpStoreServer(settings.Port);
            // A launcher that starts the processes again keeps its store, with what the earlier ones left in it.
            store = new TcpStore(settings.Address, settings.Port, $"mtldsl/{settings.Attempt}", joinTimeout);
            gloo = Gloo.Connect(settings.Rank, settings.Size, store, joinTimeout, timeout);
        }
        catch
        {
            store?.Dispose();
            server?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Sum(Tensor tensor) => Reduce(tensor, Reduction.Sum);

    /// <inheritdoc/>
    public void Maximum(Tensor tensor) => Reduce(tensor, Reduction.Maximum);

    /// <inheritdoc/>
    public void Broadcast(Tensor tensor)
    {
        const int from = 0;
        var data = TensorData.Of(tensor);
        var bytes = tensor.numel() * tensor.element_size();
        if (bytes == 0)
            return;
        if (tensor.is_cuda)
            OnGpu(tensor, stream => nccl!.Broadcast(data, bytes, from, stream));
        else
            Connected().Broadcast(data, bytes, from);
        GC.KeepAlive(tensor);
    }

    /// <inheritdoc/>
    public void Barrier() => Connected().Barrier();

    /// <inheritdoc/>
    public void Post(string key, string text) => store.Set(key, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public string? Read(string key) => store.TryGet(key) is { } text ? Encoding.UTF8.GetString(text) : null;

    /// <inheritdoc/>
    public void Abandon()
    {
        gloo.Dispose();
        nccl?.Abort();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        nccl?.Dispose();
        gloo.Dispose();
        store.Dispose();
        server?.Dispose();
    }

    private void Reduce(Tensor tensor, Reduction reduction)
    {
        var (data, count, type) = (TensorData.Of(tensor), tensor.numel(), tensor.dtype);
        if (count == 0)
            return;
        if (tensor.is_cuda)
            OnGpu(tensor, stream => nccl!.AllReduce(data, count, type, reduction, stream));
        else
            Connected().AllReduce(data, count, type, reduction);
        GC.KeepAlive(tensor);
    }

    private Gloo Connected() => gloo.IsClosed ? throw new CollectiveException("the group of processes has been given up") : gloo;

    // All ranks come here with their first tensor on a GPU.
    private void OnGpu(Tensor tensor, Action<nint> exchange)
    {
        using var device = new CudaDevice(tensor.device_index);
        nccl ??= Nccl.Connect(settings.Rank, settings.Size, store, joinTimeout);
        exchange(device.Stream);
    }
}
