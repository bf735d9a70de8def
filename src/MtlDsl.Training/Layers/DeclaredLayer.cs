using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Layers;

/// <summary>Holds a module of the user's own to what its <see cref="LayerShapeAttribute"/> says.</summary>
public static class DeclaredLayer
{
    /// <summary>
    /// Counts the module's weights now, and looks at its input and its result whenever it is called. The input comes first: operators that a module may
    /// call on it, TorchSharp's <c>matmul</c> for one, end the process instead of throwing where shapes do not fit.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="input">The map that it is given.</param>
    /// <param name="output">The map that it must give.</param>
    /// <param name="parameters">Learnt values that it must have.</param>
    /// <param name="buffers">Values that it must have in buffers, without counters of batches.</param>
    /// <returns>The module.</returns>
    /// <exception cref="InvalidOperationException">It has other weights, or, when it is called, gets or gives another shape.</exception>
    public static TModule Check<TModule>(
        TModule module, (long Channels, long Height, long Width) input, (long Channels, long Height, long Width) output, long parameters, long buffers)
        where TModule : nn.Module<Tensor, Tensor>
    {
        var layer = typeof(TModule).Name;
        Compare("Parameters", module.parameters().Sum(parameter => parameter.numel()), parameters);
        Compare("Buffers", module.named_buffers().Where(buffer => buffer.buffer.is_floating_point()).Sum(buffer => buffer.buffer.numel()), buffers);
        module.register_forward_pre_hook((_, given) => IsBatchOf(input, given)
            ? given
            : throw new InvalidOperationException(
                $"{layer} gets {Shape(given)}, but is declared for Nx{input.Channels}x{input.Height}x{input.Width}: give the network images of its own size."));
        module.register_forward_hook((_, given, result) => IsBatchOf(output, result) && result.shape[0] == given.shape[0]
            ? result
            : throw new InvalidOperationException(
                $"{layer} gives {Shape(result)} for {Shape(given)}; its [LayerShape] says {given.shape[0]}x{output.Channels}x{output.Height}x{output.Width}."));
        return module;

        void Compare(string what, long found, long declared)
        {
            if (found != declared)
                throw new InvalidOperationException($"{layer} has {found} values in its {what.ToLowerInvariant()}; {what} of its [LayerShape] says {declared}.");
        }
    }

    private static bool IsBatchOf((long Channels, long Height, long Width) map, Tensor tensor) =>
        tensor.shape is [_, var channels, var height, var width] && (channels, height, width) == map;

    private static string Shape(Tensor tensor) => string.Join('x', tensor.shape);
}
