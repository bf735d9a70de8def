using System.Runtime.InteropServices;
using MtlDsl.Training.Distributed;
using static TorchSharp.torch;

namespace MtlDsl.Distributed.Tests;

/// <summary>One rank's calls of NCCL, with arrays in main memory: the library of the test takes them for a GPU's.</summary>
internal static class NcclChecks
{
    private const nint Stream = 0x5EED;

    public static unsafe void Run(RankSettings settings)
    {
        var soon = TimeSpan.FromSeconds(30);
        using var server = settings.HostsStore ? new TcpStoreServer(settings.Port) : null;
        using var store = new TcpStore(settings.Address, settings.Port, "nccl-test", soon);
        // The store's host stays until the other has read what names the group.
        using (var nccl = Nccl.Connect(settings.Rank, settings.Size, store, soon))
        {
            float[] numbers = [1, 2, 3];
            fixed (float* data = numbers)
            {
                nccl.AllReduce((nint)data, 3, ScalarType.Float32, Reduction.Sum, Stream);
                numbers.ShouldBe([2, 4, 6]);
                nccl.AllReduce((nint)data, 3, ScalarType.Float32, Reduction.Maximum, Stream);
                numbers.ShouldBe([2, 4, 6]);
                nccl.Broadcast((nint)data, 12, from: 0, Stream);
                MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray().ShouldAllBe(value => value == 7);
                var address = (nint)data;
                Should.Throw<CollectiveException>(() => nccl.AllReduce(address, 13, ScalarType.Float32, Reduction.Sum, Stream))
                    .Message.ShouldBe("NCCL: remote process exited");
                Should.Throw<NotSupportedException>(() => nccl.AllReduce(address, 3, ScalarType.Int16, Reduction.Sum, Stream));
            }
            nccl.Abort();
            nccl.IsClosed.ShouldBeTrue();
        }
        store.Set($"done/{settings.Rank}", []);
        for (var rank = 0; rank < settings.Size; rank++)
            store.Get($"done/{rank}", soon);
    }
}
