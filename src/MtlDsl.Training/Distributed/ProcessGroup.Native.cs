using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

// What differs between the two homes of tensors.
public sealed partial class ProcessGroup
{
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
        $"{Size} processes are to train together, and TorchSharp has no collectives.");
}
