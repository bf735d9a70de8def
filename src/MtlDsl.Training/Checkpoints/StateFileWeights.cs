using MtlDsl.Onnx;

namespace MtlDsl.Training.Checkpoints;

/// <summary>The weights of a file for the export, so that it needs no torch. The file stays open as long as they are used.</summary>
public sealed class StateFileWeights(StateFile file) : IWeights
{
    /// <inheritdoc/>
    public bool Contains(string name) => file.Tensors.ContainsKey(name);

    /// <inheritdoc/>
    public WeightTensor this[string name] => file.Tensors.TryGetValue(name, out var tensor)
        ? new WeightTensor(tensor.Shape, tensor.ReadFloats())
        : throw new KeyNotFoundException($"{file.Path}: has no weight '{name}' among its {file.Tensors.Count}.");
}
