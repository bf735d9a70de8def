using System.Runtime.InteropServices;

namespace MtlDsl.Training.Native;

/// <summary>Makes a GPU the current one of this thread until it is disposed. Only where the libtorch has CUDA.</summary>
internal sealed partial class CudaDevice : IDisposable
{
    // Beside TorchSharp's own library, in the packages for CUDA.
    private const string Library = "torch_cuda";

    private readonly int index;
    private readonly nint guard;

    /// <summary>Makes it the current one.</summary>
    /// <param name="index">The number of the GPU.</param>
    public CudaDevice(int index)
    {
        this.index = index;
        Check(aoti_torch_create_cuda_guard(index, out guard));
    }

    /// <summary>The CUDA stream that operators of this thread are put on now.</summary>
    public nint Stream
    {
        get
        {
            Check(aoti_torch_get_current_cuda_stream(index, out var stream));
            return stream;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Check(aoti_torch_delete_cuda_guard(guard));

    private static void Check(int result)
    {
        if (result != 0)
            throw new ExternalException("libtorch refused a call about a GPU; it has written the reason to the standard error.");
    }

    [LibraryImport(Library)]
    private static partial int aoti_torch_create_cuda_guard(int index, out nint guard);

    [LibraryImport(Library)]
    private static partial int aoti_torch_delete_cuda_guard(nint guard);

    [LibraryImport(Library)]
    private static partial int aoti_torch_get_current_cuda_stream(int index, out nint stream);
}
