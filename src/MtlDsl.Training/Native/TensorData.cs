using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MtlDsl.Training.Native;

/// <summary>The memory of a tensor, for what reads and writes it without libtorch.</summary>
internal static class TensorData
{
    /// <summary>
    /// The address of the first element, on the tensor's device. It holds as long as the tensor lives, which the caller must see to.
    /// </summary>
    /// <exception cref="ArgumentException">The elements do not follow each other in the order of their indices.</exception>
    public static nint Of(Tensor tensor)
    {
        if (!tensor.is_contiguous())
            throw new ArgumentException($"The tensor of shape [{string.Join(", ", tensor.shape)}] is not contiguous.", nameof(tensor));
        var result = StableC.aoti_torch_get_data_ptr(tensor.Handle, out var data);
        GC.KeepAlive(tensor);
        return result == 0 ? data : throw new ExternalException("libtorch gave no address of a tensor's data; it has written the reason to the standard error.");
    }
}
