using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>
/// The count of tensors that are alive, once the finalizers have freed what other tests left behind. What they find only later still lowers the
/// count, so a leak is a count that is higher than before, and a lower one says nothing.
/// </summary>
internal static class LiveTensors
{
    public static long Count()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return Tensor.TotalCount;
    }
}
