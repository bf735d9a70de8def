using System.Runtime.InteropServices;
using MtlDsl.Training.Distributed;
using static TorchSharp.torch;

namespace MtlDsl.Distributed;

/// <summary>
/// A rank's connections to all others, over which arrays on GPUs are exchanged; each rank has a GPU of its own. A call puts its work on the
/// GPU's stream and returns: what comes after it on the stream sees the result.
/// </summary>
/// <remarks>
/// It has never run on a GPU; the calls are tested against a library that checks what arrives. A rank that ends while others wait on their
/// GPUs for it leaves them waiting there: what started the ranks must end them, as <c>--processes</c> and torchrun do.
/// </remarks>
internal sealed partial class Nccl : SafeHandle
{
    private bool isAborted;

    private Nccl(nint communicator) : base(0, ownsHandle: true) => SetHandle(communicator);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Meets the other ranks, each with its GPU as the current one.</summary>
    /// <param name="rank">The number of this process.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="store">Where the first rank leaves what names the group.</param>
    /// <param name="joinTimeout">How long it is waited for.</param>
    /// <exception cref="CollectiveException">The others did not come, or NCCL refused.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine has no NCCL.</exception>
    public static unsafe Nccl Connect(int rank, int size, TcpStore store, TimeSpan joinTimeout)
    {
        const string key = "nccl";
        try
        {
            var id = new UniqueId();
            if (rank == 0)
            {
                Check(GetUniqueId(&id));
                store.Set(key, new ReadOnlySpan<byte>(&id, sizeof(UniqueId)).ToArray());
            }
            else
            {
                store.Get(key, joinTimeout).CopyTo(new Span<byte>(&id, sizeof(UniqueId)));
            }
            Check(CommInitRank(out var communicator, size, id, rank));
            return new Nccl(communicator);
        }
        catch (DllNotFoundException error)
        {
            throw new PlatformNotSupportedException(
                $"Several processes exchange what lies on GPUs over NCCL, and {Library} is not on this machine; install NVIDIA's package libnccl2, or name the library's folder in LD_LIBRARY_PATH.",
                error);
        }
    }

    /// <summary>Puts in place of each element its sum, or the greatest, over all ranks.</summary>
    /// <param name="data">The first element, on the rank's GPU.</param>
    /// <param name="count">How many there are; as many on all ranks.</param>
    /// <param name="type">What they are.</param>
    /// <param name="reduction">Which of the two.</param>
    /// <param name="stream">The stream of the GPU on which they were computed.</param>
    /// <exception cref="CollectiveException">NCCL has lost another rank.</exception>
    /// <exception cref="NotSupportedException">Elements of this type cannot be reduced.</exception>
    public void AllReduce(nint data, long count, ScalarType type, Reduction reduction, nint stream) =>
        Check(AllReduce(data, data, (nuint)count, Type(type), reduction == Reduction.Sum ? 0 : 2, this, stream));

    /// <summary>Puts in place of bytes those of another rank.</summary>
    /// <param name="data">The first byte, on the rank's GPU.</param>
    /// <param name="bytes">How many there are; as many on all ranks.</param>
    /// <param name="from">The rank whose bytes all get.</param>
    /// <param name="stream">The stream of the GPU on which they were computed.</param>
    /// <exception cref="CollectiveException">NCCL has lost another rank.</exception>
    public void Broadcast(nint data, long bytes, int from, nint stream) =>
        Check(Broadcast(data, data, (nuint)bytes, Type(ScalarType.Int8), from, this, stream));

    /// <summary>Closes the connections without waiting for what is under way, as after a fault.</summary>
    public void Abort()
    {
        isAborted = true;
        Dispose();
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => (isAborted ? CommAbort(handle) : CommDestroy(handle)) == 0;

    // ncclDataType_t.
    private static int Type(ScalarType type) => type switch
    {
        ScalarType.Int8 => 0,
        ScalarType.Byte => 1,
        ScalarType.Int32 => 2,
        ScalarType.Int64 => 4,
        ScalarType.Float16 => 6,
        ScalarType.Float32 => 7,
        ScalarType.Float64 => 8,
        ScalarType.BFloat16 => 9,
        _ => throw new NotSupportedException($"NCCL has no arithmetic for elements of type {type}."),
    };

    private static void Check(int result)
    {
        if (result != 0)
            throw new CollectiveException($"NCCL: {Marshal.PtrToStringUTF8(GetErrorString(result))}");
    }
}
