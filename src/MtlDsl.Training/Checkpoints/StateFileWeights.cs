using MtlDsl.Onnx;

namespace MtlDsl.Training.Checkpoints;

/// <summary>The weights of a file for the export, so that it needs no torch. The file stays open as long as they are used.</summary>
public sealed class StateFileWeights(StateFile file) : IWeights
{
    private string? prefix;

    /// <inheritdoc/>
    public bool Contains(string name) => file.Tensors.ContainsKey(InFile(name));

    /// <inheritdoc/>
    public WeightTensor this[string name] => file.Tensors.TryGetValue(InFile(name), out var tensor)
        ? new WeightTensor(tensor.Shape, tensor.ReadFloats())
        : throw new KeyNotFoundException($"{file.Path}: has no weight '{name}' among its {file.Tensors.Count}.");

    // The first name that is found under a wrapper's shows what all have before them.
    private string InFile(string name)
    {
        if (prefix is not null)
            return prefix + name;
        var found = WrapperPrefixes.Of(file, [name]) + name;
        if (file.Tensors.ContainsKey(found))
            prefix = found[..^name.Length];
        return found;
    }
}
