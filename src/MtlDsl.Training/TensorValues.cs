using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Copies tensors into arrays.</summary>
internal static class TensorValues
{
    /// <summary>
    /// All values in row-major order, whatever device they are on; reading waits for it. The accessor that TorchSharp gives holds a tensor of its
    /// own, freed here at once.
    /// </summary>
    public static T[] ToArray<T>(this Tensor tensor) where T : unmanaged
    {
        using var scope = NewDisposeScope();
        using var accessor = tensor.cpu().data<T>();
        return accessor.ToArray();
    }
}
