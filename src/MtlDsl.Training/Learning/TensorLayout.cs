using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// The layout of tensors in memory. Convolutions on a CPU are faster with the channels innermost; TorchSharp cannot ask for that, so it
/// is done where tensors come from this machine's own libtorch.
/// </summary>
public static class TensorLayout
{
    /// <summary>Whether <see cref="ToChannelsLast(Tensor)"/> changes anything.</summary>
    public static bool CanChange =>
#if SYSTEM_LIBTORCH
        true;
#else
        false;
#endif

    /// <summary>An image tensor with its channels innermost; the tensor itself where layouts cannot be changed.</summary>
    /// <param name="images">N x channels x height x width.</param>
    public static Tensor ToChannelsLast(Tensor images) =>
#if SYSTEM_LIBTORCH
        Native.LibTorch.ToChannelsLast(images);
#else
        images;
#endif

    /// <summary>Lays out the kernels of all convolutions with the channels innermost; the parameters stay the same objects.</summary>
    public static void ToChannelsLast(nn.Module module)
    {
#if SYSTEM_LIBTORCH
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        foreach (var parameter in module.parameters())
            if (parameter.ndim == 4)
                Native.LibTorch.Call("aten::set_data", "", parameter, Native.LibTorch.ToChannelsLast(parameter));
#endif
    }
}
