using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MtlDsl.Native;

/// <summary>
/// Processes that compute together, each a rank: libtorch's TCPStore, Gloo for tensors on the CPU and NCCL for tensors on a GPU. All ranks
/// call the same methods in the same order with tensors of the same shape and type.
/// </summary>
public sealed class Collectives : IDisposable
{
    private nint handle;

    /// <summary>Meets the other ranks.</summary>
    /// <param name="address">The machine of the store, by which ranks find each other.</param>
    /// <param name="port">Its port.</param>
    /// <param name="rank">The number of this process, from 0.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="hostsStore">Whether this process is the store's host.</param>
    /// <param name="prefix">Stands before all keys in the store.</param>
    /// <param name="joinTimeout">How long the others are waited for.</param>
    /// <param name="timeout">How long a call waits for the others' part in it.</param>
    /// <param name="cuda">The GPU of this process; -1 for none.</param>
    /// <exception cref="ExternalException">The others did not come in time, or libtorch lacks the means; the message is libtorch's.</exception>
    public Collectives(string address, int port, int rank, int size, bool hostsStore, string prefix, TimeSpan joinTimeout, TimeSpan timeout, int cuda = -1) =>
        NativeMethods.Check(NativeMethods.mtl_group_create(
            address, port, rank, size, hostsStore ? 1 : 0, prefix, (long)joinTimeout.TotalMilliseconds, (long)timeout.TotalMilliseconds, cuda, out handle));

    ~Collectives() => Release();

    /// <summary>Puts in place of each element its sum over all ranks.</summary>
    public void Sum(Tensor tensor) => Reduce(tensor, 0);

    /// <summary>Puts in place of each element the greatest of all ranks.</summary>
    public void Maximum(Tensor tensor) => Reduce(tensor, 1);

    /// <summary>The sum over all ranks. Its gradient is summed over all ranks in turn, so every rank must run backward through it.</summary>
    public Tensor SumWithGradient(Tensor tensor)
    {
        NativeMethods.Check(NativeMethods.mtl_group_sum(Handle, tensor.Handle, out var sum));
        GC.KeepAlive(tensor);
        return Tensor.UnsafeCreateTensor(sum);
    }

    /// <summary>Puts in place of a tensor that of another rank.</summary>
    /// <param name="tensor">Contiguous.</param>
    /// <param name="from">The rank whose tensor all get.</param>
    public void Broadcast(Tensor tensor, int from)
    {
        NativeMethods.Check(NativeMethods.mtl_group_broadcast(Handle, tensor.Handle, from));
        GC.KeepAlive(tensor);
    }

    /// <summary>Waits until all ranks have come here.</summary>
    public void Barrier() => NativeMethods.Check(NativeMethods.mtl_group_barrier(Handle));

    /// <summary>Leaves a text in the store.</summary>
    public void Post(string key, string text) => NativeMethods.Check(NativeMethods.mtl_group_post(Handle, key, text));

    /// <summary>A text that some rank left in the store; null where none has.</summary>
    public string? Read(string key)
    {
        NativeMethods.Check(NativeMethods.mtl_group_read(Handle, key, out var text));
        if (text == 0)
            return null;
        try
        {
            return Marshal.PtrToStringUTF8(text);
        }
        finally
        {
            NativeMethods.mtl_free(text);
        }
    }

    /// <summary>Closes the connections to the other ranks, so that those that wait for this one fail; the store stays.</summary>
    public void Abandon() => NativeMethods.mtl_group_abandon(Handle);

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Collectives));

    private void Reduce(Tensor tensor, int op)
    {
        NativeMethods.Check(NativeMethods.mtl_group_all_reduce(Handle, tensor.Handle, op));
        GC.KeepAlive(tensor);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref handle, 0) is not 0 and var held)
            NativeMethods.mtl_group_release(held);
    }
}
