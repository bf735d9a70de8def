using System.Runtime.InteropServices;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>Memory of an NVIDIA GPU, by what its driver says.</summary>
internal static unsafe class GpuMemory
{
    /// <summary>
    /// Bytes that are in use, by whatever program. The first call makes what every program on the GPU has anyway, and which is shared with ONNX
    /// Runtime; it is there until the process ends.
    /// </summary>
    /// <param name="device">The number of the GPU.</param>
    /// <returns>Null without a driver, or without such a GPU.</returns>
    public static long? InUse(int device)
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda" : "libcuda.so.1", out var driver))
            return null;
        var initialize = (delegate* unmanaged<uint, int>)NativeLibrary.GetExport(driver, "cuInit");
        var get = (delegate* unmanaged<int*, int, int>)NativeLibrary.GetExport(driver, "cuDeviceGet");
        var retain = (delegate* unmanaged<nint*, int, int>)NativeLibrary.GetExport(driver, "cuDevicePrimaryCtxRetain");
        var push = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(driver, "cuCtxPushCurrent_v2");
        var pop = (delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(driver, "cuCtxPopCurrent_v2");
        var info = (delegate* unmanaged<nuint*, nuint*, int>)NativeLibrary.GetExport(driver, "cuMemGetInfo_v2");
        int handle;
        nint context;
        nuint free, total;
        if (initialize(0) != 0 || get(&handle, device) != 0 || retain(&context, handle) != 0 || push(context) != 0)
            return null;
        var isKnown = info(&free, &total) == 0;
        pop(&context);
        return isKnown ? (long)(total - free) : null;
    }
}
