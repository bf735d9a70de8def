using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

// What differs between the two homes of tensors.
public sealed partial class ProcessGroup
{
#if SYSTEM_LIBTORCH
    private Native.Collectives collectives = null!;

    /// <summary>Leaves a text where all ranks can read it.</summary>
    internal void Post(string key, string text) => collectives.Post(key, text);

    /// <summary>A text that some rank has left; null where none has.</summary>
    internal string? Read(string key) => collectives.Read(key);

    /// <summary>Whether the store, by which ranks reach each other when nothing else goes, ends with this process.</summary>
    internal bool HostsStore => IsFirst && !settings.IsStoreHosted;

    private void Open(TimeSpan timeout) => collectives = new Native.Collectives(
        settings.Address, settings.Port, Rank, Size, HostsStore, $"mtldsl/{settings.Attempt}", joinTimeout < timeout ? joinTimeout : timeout, timeout,
        cuda.is_available() ? LocalRank : -1);

    private void SumNow(Tensor tensor) => collectives.Sum(tensor);

    private void MaximumNow(Tensor tensor) => collectives.Maximum(tensor);

    private Tensor SumWithGradientNow(Tensor tensor) => collectives.SumWithGradient(tensor);

    private void BroadcastNow(Tensor tensor) => collectives.Broadcast(tensor, from: 0);

    private void BarrierNow() => collectives.Barrier();

    private void Abandon() => collectives.Abandon();

    private void Close() => collectives.Dispose();
#else
    internal void Post(string key, string text) => throw Missing();

    internal string? Read(string key) => throw Missing();

    internal bool HostsStore => throw Missing();

    private void Open(TimeSpan timeout) => throw Missing();

    private void SumNow(Tensor tensor) => throw Missing();

    private void MaximumNow(Tensor tensor) => throw Missing();

    private Tensor SumWithGradientNow(Tensor tensor) => throw Missing();

    private void BroadcastNow(Tensor tensor) => throw Missing();

    private void BarrierNow() => throw Missing();

    private void Abandon() => throw Missing();

    private void Close()
    {
    }

    private PlatformNotSupportedException Missing() => new(
        $"{Size} processes are to train together, and the packages of TorchSharp have no collectives; build with NativeSource=system, over this machine's own libtorch.");
#endif
}
