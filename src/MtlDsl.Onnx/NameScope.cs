namespace MtlDsl.Onnx;

/// <summary>Hands out names once: the second "x" becomes "x_2".</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public bool Contains(string name) => taken.Contains(name);

    public string Unique(string wish)
    {
        var name = wish;
        for (var n = 2; !taken.Add(name); n++)
            name = $"{wish}_{n}";
        return name;
    }
}
