using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Native;

/// <summary>
/// The layout of tensors in memory. Convolutions on a CPU, and on GPUs in reduced precision, are faster with the channels innermost, which
/// TorchSharp cannot ask for.
/// </summary>
internal static class TensorLayout
{
    // c10::MemoryFormat::ChannelsLast.
    private const long ChannelsLast = 2;

    /// <summary>An image tensor with its channels innermost.</summary>
    /// <param name="images">N x channels x height x width.</param>
    public static Tensor ToChannelsLast(Tensor images) => new OperatorCall("aten::contiguous").Add(images).Add(ChannelsLast).InvokeForTensor();

    /// <summary>Lays out the kernels of all convolutions with the channels innermost; the parameters stay the same objects.</summary>
    public static void ToChannelsLast(nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        foreach (var parameter in module.parameters())
            if (parameter.ndim == 4)
                new OperatorCall("aten::set_data").Add(parameter).Add(ToChannelsLast(parameter)).Invoke();
    }

    /// <summary>Whether the elements of two tensors of one shape follow each other in the same order in memory.</summary>
    public static bool IsSame(Tensor one, Tensor other)
    {
        var (shape, strides, otherStrides) = (one.shape, one.stride(), other.stride());
        for (var i = 0; i < shape.Length; i++)
            if (shape[i] > 1 && strides[i] != otherStrides[i])
                return false;
        return true;
    }
}
