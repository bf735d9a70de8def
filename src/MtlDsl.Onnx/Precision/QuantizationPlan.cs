using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>
/// What of a network is quantised. Convolutions and linear layers ask for it: their input is quantised, and their output, after the ReLU that
/// belongs to it. Sums, products, concatenations and poolings follow where all of their inputs are quantised anyway, so that a trunk never
/// leaves the whole numbers. Everything else (norms over channels, resampling, the rows of the heads) stays as it is.
/// </summary>
internal sealed class QuantizationPlan
{
    private static readonly HashSet<string> Weighted = ["Conv", "Gemm"];

    private static readonly HashSet<string> Following = ["Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool", "Sigmoid"];

    // They only pass numbers on, so what they give has the scale of what they get.
    private static readonly HashSet<string> Passing = ["MaxPool", "Flatten"];

    private readonly GraphIndex index;
    private readonly HashSet<NodeProto> excluded;
    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);
    private readonly List<string> values = [];
    private readonly HashSet<NodeProto> layers = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="ArgumentException">There is no layer of a name that is excluded.</exception>
    public QuantizationPlan(GraphIndex index, QuantizationOptions options)
    {
        this.index = index;
        excluded = LayerSelection.Find(index.Graph, options.Exclude);
        foreach (var node in index.Graph.Node)
            if (!excluded.Contains(node))
                Visit(node);
    }

    /// <summary>The activations that are quantised, in the graph's order; the values that only pass them on have their range.</summary>
    public IReadOnlyList<string> Ranges => [.. values.Where(value => sources[value] == value)];

    /// <summary>Whether an activation is quantised.</summary>
    public bool IsQuantized(string value) => sources.ContainsKey(value);

    /// <summary>The activation whose range a quantised one has: its own, or that of the one it passes on.</summary>
    public string Source(string value) => sources[value];

    /// <summary>Whether a node computes with quantised weights.</summary>
    public bool IsQuantized(NodeProto node) => layers.Contains(node);

    /// <summary>The layers that have weights, quantised or not.</summary>
    public IEnumerable<NodeProto> Layers => index.Graph.Node.Where(node => Weighted.Contains(node.OpType) || node.OpType == "ConvTranspose");

    private void Visit(NodeProto node)
    {
        if (Weighted.Contains(node.OpType) && HasPlainWeights(node))
        {
            layers.Add(node);
            Mark(node.Input[0]);
            Mark(Activated(node));
        }
        else if (Passing.Contains(node.OpType) && sources.TryGetValue(node.Input[0], out var source))
            Mark(node.Output[0], source);
        else if (Following.Contains(node.OpType) && node.Input.All(sources.ContainsKey))
            Mark(Activated(node));
    }

    private void Mark(string value) => Mark(value, value);

    private void Mark(string value, string source)
    {
        if (sources.TryAdd(value, source))
            values.Add(value);
    }

    /// <summary>
    /// What a node gives after the ReLU or the clipping at zero that it alone feeds: runtimes compute both as one, and the scale that begins at
    /// zero does the clipping.
    /// </summary>
    private string Activated(NodeProto node)
    {
        var output = node.Output[0];
        return !index.IsOutput(output) && index.Consumers(output) is [var only] && !excluded.Contains(only) && ClipsAtZero(only)
            ? only.Output[0]
            : output;
    }

    private bool ClipsAtZero(NodeProto node) =>
        node.OpType == "Relu"
        || (node.OpType == "Clip" && node.Input.Count > 1 && index.FloatConstant(node.Input[1]) is { } low && low.Floats() is [0]);

    // Weights that are constants with the output channels first, and a bias that is a constant or missing.
    private bool HasPlainWeights(NodeProto node) =>
        index.FloatConstant(node.Input[1]) is not null
        && (node.Input.Count < 3 || index.FloatConstant(node.Input[2]) is not null)
        && node.Attribute.All(attribute => attribute.Name switch
        {
            "alpha" or "beta" => attribute.F == 1,
            "transA" => attribute.I == 0,
            _ => true,
        })
        && (node.OpType != "Gemm" || node.Attribute.Any(attribute => attribute is { Name: "transB", I: 1 }));
}
