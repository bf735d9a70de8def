using MtlDsl.Messages;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>Layers of a graph by name: "trunk.layer1.0.conv1" is one, "trunk.layer1" everything below it.</summary>
internal static class LayerSelection
{
    /// <summary>The nodes that the names stand for.</summary>
    /// <exception cref="ArgumentException">There is none of a name; the message has those nearest to it.</exception>
    public static HashSet<NodeProto> Find(GraphProto graph, IEnumerable<string> names)
    {
        var selected = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (var name in names)
        {
            var found = graph.Node.Where(node => node.Name == name || node.Name.StartsWith($"{name}.", StringComparison.Ordinal)).ToList();
            if (found.Count == 0)
                throw Missing(graph, name);
            selected.UnionWith(found);
        }
        return selected;
    }

    private static ArgumentException Missing(GraphProto graph, string name)
    {
        var near = NearestNames.To(name, graph.Node.SelectMany(node => Beginnings(node.Name)).Distinct());
        return new ArgumentException(near.Count > 0
            ? $"{graph.Name} has no layer '{name}'; the nearest names are {string.Join(", ", near)}."
            : $"{graph.Name} has no layer '{name}', nor one of a similar name.");
    }

    // "a", "a.b" and "a.b.c" of "a.b.c".
    private static IEnumerable<string> Beginnings(string name)
    {
        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1))
            yield return name[..dot];
        yield return name;
    }
}
