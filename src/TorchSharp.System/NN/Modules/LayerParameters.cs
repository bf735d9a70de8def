using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters and buffers of built-in layers: they outlive the scope that is open when the layer is made.</summary>
internal static class LayerParameters
{
    public static Parameter Make(long[] shape, Device? device, ScalarType? dtype)
    {
        using Tensor data = empty(shape, dtype, device);
        return (Parameter)new Parameter(data).DetachFromDisposeScope();
    }

    public static Tensor Buffer(Tensor data) => data.DetachFromDisposeScope();
}
