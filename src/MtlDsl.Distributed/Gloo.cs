using System.Runtime.InteropServices;
using MtlDsl.Training.Distributed;
using static TorchSharp.torch;

namespace MtlDsl.Distributed;

/// <summary>A rank's connections to all others, over which arrays in main memory are exchanged; for one thread at a time.</summary>
internal sealed partial class Gloo : SafeHandle
{
    private Gloo(nint group) : base(0, ownsHandle: true) => SetHandle(group);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Meets the other ranks.</summary>
    /// <param name="rank">The number of this process.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="store">Where ranks leave their addresses.</param>
    /// <param name="joinTimeout">How long the others are waited for.</param>
    /// <param name="timeout">How long a call waits for the others' part in it.</param>
    /// <exception cref="CollectiveException">The others did not come in time.</exception>
    /// <exception cref="PlatformNotSupportedException">The native part cannot be had here.</exception>
    public static unsafe Gloo Connect(int rank, int size, TcpStore store, TimeSpan joinTimeout, TimeSpan timeout)
    {
        // As in PyTorch, where it may be a list.
        var networkInterface = (Environment.GetEnvironmentVariable("GLOO_SOCKET_IFNAME") ?? "").Split(',')[0];
        var addresses = new AddressBook(store, joinTimeout);
        var held = GCHandle.Alloc(addresses);
        try
        {
            var result = Connect(
                rank, size, $"{store.LocalAddress}", networkInterface, (long)joinTimeout.TotalMilliseconds, (long)timeout.TotalMilliseconds,
                GCHandle.ToIntPtr(held), &SetAddress, &GetAddress, out var group);
            // What Gloo makes of it says less.
            if (addresses.Fault is { } fault)
                throw new CollectiveException(fault.Message, fault);
            Check(result);
            return new Gloo(group);
        }
        finally
        {
            held.Free();
        }
    }

    /// <summary>Puts in place of each element its sum, or the greatest, over all ranks.</summary>
    /// <param name="data">The first element, in main memory.</param>
    /// <param name="count">How many there are; as many on all ranks.</param>
    /// <param name="type">What they are.</param>
    /// <param name="reduction">Which of the two.</param>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    /// <exception cref="NotSupportedException">Elements of this type cannot be reduced.</exception>
    public void AllReduce(nint data, long count, ScalarType type, Reduction reduction)
    {
        var result = AllReduce(this, data, count, (int)type, (int)reduction);
        if (result == Result.Unsupported)
            throw new NotSupportedException($"Gloo has no arithmetic for elements of type {type}.");
        Check(result);
    }

    /// <summary>Puts in place of bytes those of another rank.</summary>
    /// <param name="data">The first byte, in main memory.</param>
    /// <param name="bytes">How many there are; as many on all ranks.</param>
    /// <param name="from">The rank whose bytes all get.</param>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    public void Broadcast(nint data, long bytes, int from) => Check(Broadcast(this, data, bytes, from));

    /// <summary>Waits until all ranks have come here.</summary>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    public void Barrier() => Check(Barrier(this));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Close(handle);
        return true;
    }

    private static void Check(Result result)
    {
        if (result == Result.Ok)
            return;
        var message = Marshal.PtrToStringUTF8(LastError())!;
        // Gloo begins with the line of its source: [file:line] message.
        if (message.StartsWith('[') && message.IndexOf("] ", StringComparison.Ordinal) is > 0 and var end)
            message = message[(end + 2)..];
        throw result == Result.Disconnected ? new CollectiveException(message) : new ExternalException(message);
    }
}
