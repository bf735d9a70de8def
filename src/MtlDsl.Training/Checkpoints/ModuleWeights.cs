using System.Runtime.InteropServices;
using MtlDsl.Onnx;
using static TorchSharp.torch;

namespace MtlDsl.Training.Checkpoints;

/// <summary>The weights of a module for the export, copied when they are asked for.</summary>
public sealed class ModuleWeights(nn.Module module) : IWeights
{
    private readonly Dictionary<string, Tensor> state = module.state_dict();

    /// <inheritdoc/>
    public bool Contains(string name) => state.ContainsKey(name);

    /// <inheritdoc/>
    public WeightTensor this[string name]
    {
        get
        {
            if (!state.TryGetValue(name, out var tensor))
                throw new KeyNotFoundException($"The network {module.GetName()} has no weight '{name}' among its {state.Count}.");
            using var scope = NewDisposeScope();
            var values = tensor.detach().cpu().to(ScalarType.Float32).contiguous().bytes;
            return new WeightTensor(tensor.shape, MemoryMarshal.Cast<byte, float>(values).ToArray());
        }
    }
}
