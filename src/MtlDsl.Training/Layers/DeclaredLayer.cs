using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Layers;

/// <summary>Holds a module of the user's own to what its <see cref="LayerShapeAttribute"/> says.</summary>
public static class DeclaredLayer
{
    /// <summary>Counts the module's weights now, and looks at its result whenever it is called.</summary>
    /// <param name="module">The module.</param>
    /// <param name="channels">Channels that it must give.</param>
    /// <param name="height">Height that it must give.</param>
    /// <param name="width">Width that it must give.</param>
    /// <param name="parameters">Learnt values that it must have.</param>
    /// <param name="buffers">Values that it must have in buffers, without counters of batches.</param>
    /// <returns>The module.</returns>
    /// <exception cref="InvalidOperationException">It has other weights, or, when it is called, gives another shape.</exception>
    public static TModule Check<TModule>(TModule module, long channels, long height, long width, long parameters, long buffers)
        where TModule : nn.Module<Tensor, Tensor>
    {
        var layer = typeof(TModule).Name;
        Compare("Parameters", module.parameters().Sum(parameter => parameter.numel()), parameters);
        Compare("Buffers", module.named_buffers().Where(buffer => buffer.buffer.is_floating_point()).Sum(buffer => buffer.buffer.numel()), buffers);
        module.register_forward_hook((_, input, output) =>
        {
            long[] expected = [input.shape[0], channels, height, width];
            return output.shape.SequenceEqual(expected)
                ? output
                : throw new InvalidOperationException(
                    $"{layer} gives {string.Join('x', output.shape)} for {string.Join('x', input.shape)}; its [LayerShape] says {string.Join('x', expected)}.");
        });
        return module;

        void Compare(string what, long found, long declared)
        {
            if (found != declared)
                throw new InvalidOperationException($"{layer} has {found} values in its {what.ToLowerInvariant()}; {what} of its [LayerShape] says {declared}.");
        }
    }
}
