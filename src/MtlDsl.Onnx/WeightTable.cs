using MtlDsl.Messages;

namespace MtlDsl.Onnx;

/// <summary>Weights in memory, by name.</summary>
public sealed class WeightTable : IWeights
{
    private readonly Dictionary<string, WeightTensor> tensors = new(StringComparer.Ordinal);

    /// <summary>The names, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Names => tensors.Keys;

    /// <inheritdoc/>
    public WeightTensor this[string name] => tensors.TryGetValue(name, out var tensor) ? tensor : throw Missing(name);

    /// <inheritdoc/>
    public bool Contains(string name) => tensors.ContainsKey(name);

    /// <summary>Adds a tensor.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, WeightTensor tensor)
    {
        if (!tensors.TryAdd(name, tensor))
            throw new ArgumentException($"There is already a weight '{name}'.", nameof(name));
    }

    private KeyNotFoundException Missing(string name)
    {
        var near = NearestNames.To(name, tensors.Keys);
        return new KeyNotFoundException(near.Count > 0
            ? $"There is no weight '{name}' among {tensors.Count}; the nearest names are {string.Join(", ", near)}."
            : $"There is no weight '{name}' among {tensors.Count}, nor one of a similar name.");
    }
}
