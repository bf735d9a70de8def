using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The count of tensors that are alive, once the finalizers have freed what other tests left behind.</summary>
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
