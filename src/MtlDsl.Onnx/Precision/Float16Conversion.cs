using MtlDsl.Onnx.Format;
using static MtlDsl.Onnx.Format.TensorProto.Types;

namespace MtlDsl.Onnx;

/// <summary>
/// Writes a network in half precision. Inputs and outputs stay float32, with a Cast where the network begins and ends. Layers with weights
/// compute in half; what lies between them follows its inputs. In float32 stay the operators that half has too few digits or too small a
/// range for (norms over channels, softmax, exponentials), layers that are excluded, and layers with a number that half cannot hold.
/// </summary>
public static class Float16Conversion
{
    /// <summary>The largest finite number of half precision.</summary>
    public const float Largest = 65504;

    // Images that were not among those that were looked at may give somewhat larger numbers.
    private const float Margin = 2;

    // Sums of products: what half precision is for.
    private static readonly HashSet<string> Weighted = ["Conv", "ConvTranspose", "Gemm"];

    // Whatever precision their inputs have is good enough for them.
    private static readonly HashSet<string> Following =
    [
        "Add", "AveragePool", "BatchNormalization", "Clip", "Concat", "Flatten", "GlobalAveragePool", "HardSigmoid", "Identity", "LeakyRelu",
        "MatMul", "MaxPool", "Mul", "Relu", "Reshape", "Resize", "Sigmoid", "Squeeze", "Sub", "Tanh", "Transpose", "Unsqueeze",
    ];

    /// <summary>Values of the network that become halves, whose ranges tell where that is too small.</summary>
    /// <param name="model">A network in float32.</param>
    /// <param name="exclude">Layers that stay in float32, by name; the beginning of a name up to a dot stands for all below it.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public static IReadOnlyList<string> Values(OnnxModel model, IReadOnlyList<string> exclude)
    {
        var halves = Halves(new GraphIndex(model.Proto.Graph), exclude, ranges: null);
        return [.. model.Proto.Graph.Node.Where(halves.Contains).SelectMany(node => node.Output)];
    }

    /// <summary>The network in half precision.</summary>
    /// <param name="model">A network in float32; it is not changed.</param>
    /// <param name="exclude">Layers that stay in float32, by name; the beginning of a name up to a dot stands for all below it.</param>
    /// <param name="ranges">
    /// What images gave for some values: a layer stays in float32 where one of its inputs or outputs comes within a factor of two of the
    /// largest half. Without, only weights are looked at.
    /// </param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public static ConvertedModel Convert(OnnxModel model, IReadOnlyList<string> exclude, IReadOnlyDictionary<string, ValueRange>? ranges = null)
    {
        var halves = Halves(new GraphIndex(model.Proto.Graph), exclude, ranges);
        var weighted = model.Proto.Graph.Node.Where(node => Weighted.Contains(node.OpType)).ToList();
        var proto = new Rewriting(model.Proto, halves).Run();
        return new ConvertedModel(
            OnnxModel.Signed(proto), weighted.Count(halves.Contains), [.. weighted.Where(node => !halves.Contains(node)).Select(node => node.Name)]);
    }

    private static HashSet<NodeProto> Halves(GraphIndex index, IReadOnlyList<string> exclude, IReadOnlyDictionary<string, ValueRange>? ranges)
    {
        var excluded = LayerSelection.Find(index.Graph, exclude);
        var halves = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (var node in index.Graph.Node)
            if (!excluded.Contains(node) && Fits(node) && (Weighted.Contains(node.OpType) || Follows(node)))
                halves.Add(node);
        return halves;

        bool Follows(NodeProto node) =>
            Following.Contains(node.OpType)
            && Typed(node).Where(input => !index.IsConstant(input)).All(input => index.Producer(input) is { } producer && halves.Contains(producer));

        bool Fits(NodeProto node) =>
            Typed(node).All(input => index.FloatConstant(input) is not { } constant || Holds(constant.Floats()))
            && Typed(node).Concat(node.Output).All(value => ranges is null || !ranges.TryGetValue(value, out var range) || range.Extent * Margin <= Largest);
    }

    // Beyond 65504 a number would become infinite; those too small for half become zero, which a sum of products does not notice.
    private static bool Holds(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!(Math.Abs(value) <= Largest))
                return false;
        return true;
    }

    /// <summary>The inputs that have the node's precision: those of others are sizes, or float32 by definition.</summary>
    private static IEnumerable<string> Typed(NodeProto node) => (node.OpType switch
    {
        "Resize" or "Reshape" or "Squeeze" or "Unsqueeze" => node.Input.Take(1),
        _ => node.Input,
    }).Where(input => input.Length > 0);

    /// <summary>One rewriting of a graph.</summary>
    private sealed class Rewriting(ModelProto original, HashSet<NodeProto> halves)
    {
        private readonly ModelProto result = original.Clone();
        private readonly GraphIndex index = new(original.Graph);
        private readonly NameScope names = NameScope.Of(original.Graph);
        private readonly Dictionary<string, string> casts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> beside = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> constants = new(StringComparer.Ordinal);

        public ModelProto Run()
        {
            var graph = result.Graph;
            graph.Node.Clear();
            foreach (var node in original.Graph.Node)
                Add(node);
            graph.DropUnusedConstants();
            result.MetadataProps.Add(new StringStringEntryProto { Key = ConvertedModel.MetadataKey, Value = nameof(Precision.Float16) });
            return result;
        }

        private void Add(NodeProto node)
        {
            var copy = node.Clone();
            var isHalf = halves.Contains(node);
            var typed = Typed(node).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < copy.Input.Count; i++)
                if (isHalf ? typed.Contains(copy.Input[i]) : IsHalf(copy.Input[i]))
                    copy.Input[i] = isHalf ? AsHalf(copy.Input[i]) : Cast(copy.Input[i], DataType.Float, "float32");

            result.Graph.Node.Add(copy);
            for (var i = 0; isHalf && i < copy.Output.Count; i++)
                if (index.IsOutput(copy.Output[i]))
                    WriteBeside(copy, i);
        }

        // An output of the network keeps its name and its type: its node writes a half beside it, and a Cast gives the output.
        private void WriteBeside(NodeProto node, int output)
        {
            var name = node.Output[output];
            node.Output[output] = names.Unique($"{name}.float16");
            beside.Add(name, node.Output[output]);
            result.Graph.Node.Add(CastNode(node.Output[output], name, DataType.Float));
        }

        private bool IsHalf(string value) => index.Producer(value) is { } producer && halves.Contains(producer) && !index.IsOutput(value);

        private string AsHalf(string value)
        {
            if (index.Producer(value) is { } producer && halves.Contains(producer))
                return beside.GetValueOrDefault(value, value);
            return index.FloatConstant(value) is { } constant ? Constant(constant) : Cast(value, DataType.Float16, "float16");
        }

        private string Constant(TensorProto constant)
        {
            if (constants.TryGetValue(constant.Name, out var known))
                return known;
            var floats = constant.Floats();
            var values = new Half[floats.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = (Half)floats[i];
            var name = names.Unique($"{constant.Name}.float16");
            constants.Add(constant.Name, name);
            result.Graph.Initializer.Add(TensorData.Tensor<Half>(name, DataType.Float16, values, constant.Dims));
            return name;
        }

        private string Cast(string value, DataType type, string suffix)
        {
            if (casts.TryGetValue(value, out var known))
                return known;
            var name = names.Unique($"{value}.{suffix}");
            casts.Add(value, name);
            result.Graph.Node.Add(CastNode(value, name, type));
            return name;
        }

        private NodeProto CastNode(string from, string to, DataType type) => new()
        {
            OpType = "Cast",
            Name = index.IsOutput(to) ? names.Unique($"{to}.float32") : to,
            Input = { from },
            Output = { to },
            Attribute = { Attributes.Int("to", (long)type) },
        };
    }
}
