using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>Hands out names once: the second "x" becomes "x_2".</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>With all names of a graph taken.</summary>
    public static NameScope Of(GraphProto graph)
    {
        var scope = new NameScope();
        scope.taken.UnionWith(graph.Input.Select(input => input.Name));
        scope.taken.UnionWith(graph.Initializer.Select(tensor => tensor.Name));
        scope.taken.UnionWith(graph.Node.SelectMany(node => node.Output.Append(node.Name)));
        return scope;
    }

    public bool Contains(string name) => taken.Contains(name);

    public string Unique(string wish)
    {
        var name = wish;
        for (var n = 2; !taken.Add(name); n++)
            name = $"{wish}_{n}";
        return name;
    }
}
