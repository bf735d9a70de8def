using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>Who makes and who reads each value of a graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, NodeProto> producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NodeProto>> consumers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> constants;
    private readonly HashSet<string> outputs;

    public GraphIndex(GraphProto graph)
    {
        Graph = graph;
        constants = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        outputs = [.. graph.Output.Select(output => output.Name)];
        foreach (var node in graph.Node)
        {
            foreach (var output in node.Output)
                producers[output] = node;
            foreach (var input in node.Input.Where(input => input.Length > 0).Distinct())
            {
                if (!consumers.TryGetValue(input, out var readers))
                    consumers.Add(input, readers = []);
                readers.Add(node);
            }
        }
    }

    public GraphProto Graph { get; }

    /// <summary>A constant of float32, or null.</summary>
    public TensorProto? FloatConstant(string name) =>
        constants.TryGetValue(name, out var tensor) && tensor.DataType == (int)TensorProto.Types.DataType.Float ? tensor : null;

    public bool IsConstant(string name) => constants.ContainsKey(name);

    public bool IsOutput(string name) => outputs.Contains(name);

    /// <summary>The node that makes a value; null for inputs and constants.</summary>
    public NodeProto? Producer(string name) => producers.GetValueOrDefault(name);

    /// <summary>The nodes that read a value.</summary>
    public IReadOnlyList<NodeProto> Consumers(string name) => consumers.GetValueOrDefault(name) ?? [];
}
