using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>Leaves of a graph what its outputs need, and lets the nodes that make the outputs carry their names.</summary>
internal static class GraphCleaning
{
    /// <summary>A graph without dead nodes and unused constants.</summary>
    /// <param name="nodes">The nodes in the order of computation; they are not changed.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="inputs">The graph's inputs.</param>
    /// <param name="outputs">The graph's outputs, each with the value that it is.</param>
    public static GraphProto Clean(
        IReadOnlyList<NodeProto> nodes, IReadOnlyList<TensorProto> constants, IReadOnlyList<ValueInfoProto> inputs,
        IReadOnlyList<(string Value, ValueInfoProto Port)> outputs)
    {
        var needed = outputs.Select(output => output.Value).ToHashSet(StringComparer.Ordinal);
        var kept = new List<NodeProto>();
        foreach (var node in nodes.Reverse().Where(node => node.Output.Any(needed.Contains)))
        {
            needed.UnionWith(node.Input);
            kept.Add(node.Clone());
        }

        kept.Reverse();
        kept.AddRange(Name(kept, outputs));
        var graph = new GraphProto();
        graph.Node.AddRange(kept);
        graph.Initializer.AddRange(constants.Where(tensor => needed.Contains(tensor.Name)));
        graph.Input.AddRange(inputs);
        graph.Output.AddRange(outputs.Select(output => output.Port));
        return graph;
    }

    /// <summary>Gives values the names of the outputs that they are. What no node makes, or is an output already, is passed on by a node of its own.</summary>
    private static List<NodeProto> Name(List<NodeProto> nodes, IReadOnlyList<(string Value, ValueInfoProto Port)> outputs)
    {
        var made = nodes.SelectMany(node => node.Output).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var passed = new List<NodeProto>();
        foreach (var (value, port) in outputs)
            if (!made.Contains(value) || !names.TryAdd(value, port.Name))
                passed.Add(new NodeProto { OpType = "Identity", Name = port.Name, Input = { value }, Output = { port.Name } });

        foreach (var values in nodes.Concat(passed).SelectMany(node => new[] { node.Input, node.Output }))
            for (var i = 0; i < values.Count; i++)
                if (names.TryGetValue(values[i], out var name))
                    values[i] = name;
        return passed;
    }
}
