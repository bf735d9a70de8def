using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Evaluation;

/// <summary>Looks at what the layers inside a network give, through hooks.</summary>
public static class LayerTrace
{
    /// <summary>Runs a network, which must be in evaluation mode, and keeps what some of its layers give.</summary>
    /// <param name="model">The network.</param>
    /// <param name="image">1 x 3 x height x width, normalised.</param>
    /// <param name="names">
    /// The layers. A batch norm that is not among them belongs to the convolution right before it, as it does in an exported network.
    /// </param>
    /// <returns>The layers, in the order in which they ran; those that the network lacks, or that take or give more than one tensor, are left out.</returns>
    public static IReadOnlyList<LayerCall> Run(IMultitaskModel model, Tensor image, IReadOnlySet<string> names)
    {
        var calls = new List<LayerCall>();
        var removals = new List<Action>();
        // The convolution that ran last, with the tensor that it gave, if its norm has not run yet.
        (int Index, Tensor Output, nn.Module<Tensor, Tensor> Module)? convolution = null;
        try
        {
            foreach (var (name, module) in model.Module.named_modules())
                if (module is nn.Module<Tensor, Tensor> layer && (names.Contains(name) || layer is BatchNorm2d))
                {
                    var remover = layer.register_forward_hook((_, input, output) => Note(name, layer, input, output));
                    removals.Add(remover.remove);
                }
            using var scope = NewDisposeScope();
            using var mode = no_grad();
            model.Forward(image);
        }
        finally
        {
            removals.ForEach(remove => remove());
        }
        return calls;

        Tensor Note(string name, nn.Module<Tensor, Tensor> layer, Tensor input, Tensor output)
        {
            if (names.Contains(name))
            {
                calls.Add(new LayerCall(name, Keep(output), layer.call));
                convolution = layer is Conv2d ? (calls.Count - 1, output, layer) : null;
            }
            else if (convolution is var (index, given, conv) && ReferenceEquals(given, input))
            {
                calls[index].Output.Dispose();
                calls[index] = new LayerCall(calls[index].Name, Keep(output), x => layer.call(conv.call(x)));
                convolution = null;
            }
            return output;
        }

        // An activation may go on to work in place.
        static Tensor Keep(Tensor tensor) => tensor.detach().clone().DetachFromDisposeScope();
    }
}
