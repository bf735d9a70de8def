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
        var near = tensors.Keys
            .Select(key => (Key: key, Distance: EditDistance(key, name)))
            .Where(candidate => candidate.Distance <= name.Length / 3)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Key, StringComparer.Ordinal)
            .Take(3)
            .Select(candidate => $"'{candidate.Key}'")
            .ToList();
        return new KeyNotFoundException(near.Count > 0
            ? $"There is no weight '{name}' among {tensors.Count}; the nearest names are {string.Join(", ", near)}."
            : $"There is no weight '{name}' among {tensors.Count}, nor one of a similar name.");
    }

    /// <summary>The Levenshtein distance: how many characters must be inserted, deleted or replaced.</summary>
    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var replaced = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
