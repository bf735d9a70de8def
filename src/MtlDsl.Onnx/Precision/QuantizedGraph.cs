using MtlDsl.Onnx.Format;
using static MtlDsl.Onnx.Format.TensorProto.Types;

namespace MtlDsl.Onnx;

/// <summary>One rewriting of a network in float32 as one with QuantizeLinear and DequantizeLinear.</summary>
internal sealed class QuantizedGraph(
    ModelProto original, GraphIndex index, QuantizationPlan plan, IReadOnlyDictionary<string, QuantizationParameters> parameters, QuantizedFor target)
{
    private readonly ModelProto result = original.Clone();
    private readonly NameScope names = NameScope.Of(original.Graph);
    private readonly bool perChannel = original.OpsetImport[0].Version >= Quantization.PerChannelOpset;

    // What reads a quantised activation reads this in its place.
    private readonly Dictionary<string, string> dequantized = new(StringComparer.Ordinal);

    // The constants of one activation's scale, shared by those that pass it on.
    private readonly Dictionary<string, (string Scale, string ZeroPoint)> scales = new(StringComparer.Ordinal);

    public ModelProto Write()
    {
        var graph = result.Graph;
        graph.Node.Clear();
        foreach (var input in original.Graph.Input)
            if (plan.IsQuantized(input.Name))
                Quantize(input.Name, input.Name);
        foreach (var node in original.Graph.Node)
            Add(node);
        graph.DropUnusedConstants();
        result.MetadataProps.Add(new StringStringEntryProto { Key = ConvertedModel.MetadataKey, Value = nameof(Precision.Int8) });
        return result;
    }

    private void Add(NodeProto node)
    {
        var copy = node.Clone();
        for (var i = 0; i < copy.Input.Count; i++)
            copy.Input[i] = dequantized.GetValueOrDefault(copy.Input[i], copy.Input[i]);
        if (plan.IsQuantized(node))
            QuantizeWeights(node, copy);
        result.Graph.Node.Add(copy);

        var output = node.Output[0];
        if (!plan.IsQuantized(output))
            return;
        // An output of the network keeps its name: its node writes beside it, and the output is what the whole numbers say.
        if (index.IsOutput(output))
            copy.Output[0] = names.Unique($"{output}.float32");
        Quantize(copy.Output[0], output);
    }

    private void Quantize(string written, string value)
    {
        var source = plan.Source(value);
        var own = parameters[source];
        if (!scales.TryGetValue(source, out var constants))
        {
            constants = (Constant<float>($"{source}.scale", DataType.Float, [own.Scale]), own.Signed
                ? Constant<sbyte>($"{source}.zero_point", DataType.Int8, [(sbyte)own.ZeroPoint])
                : Constant<byte>($"{source}.zero_point", DataType.Uint8, [(byte)own.ZeroPoint]));
            scales.Add(source, constants);
        }
        var whole = Node("QuantizeLinear", $"{value}.quantized", written, constants);
        dequantized.Add(value, Node("DequantizeLinear", $"{value}.dequantized", whole, constants, index.IsOutput(value) ? value : null));
    }

    private void QuantizeWeights(NodeProto node, NodeProto copy)
    {
        var weight = index.FloatConstant(node.Input[1])!;
        var bias = node.Input.Count > 2 ? index.FloatConstant(node.Input[2]) : null;
        var channels = (int)weight.Dims[0];
        var input = parameters[plan.Source(node.Input[0])];
        var hasWholeBias = target is QuantizedFor.OnnxRuntime;
        var biases = bias is null ? [] : bias.Floats();
        var steps = WeightQuantization.Scales(weight.Floats(), hasWholeBias ? biases : [], input.Scale, channels, together: !perChannel);

        copy.Input[1] = Dequantized(weight.Name, DataType.Int8, WeightQuantization.Weights(weight.Floats(), steps), weight.Dims, steps);
        if (bias is null || !hasWholeBias)
            return;
        var products = steps.Select(step => step * input.Scale).ToArray();
        copy.Input[2] = Dequantized(bias.Name, DataType.Int32, WeightQuantization.Biases(biases, products), bias.Dims, products);
    }

    private string Dequantized<T>(string name, DataType type, T[] values, IEnumerable<long> shape, float[] steps) where T : unmanaged
    {
        var own = perChannel ? steps : steps[..1];
        long[] channels = perChannel ? [own.Length] : [];
        var whole = Constant(names.Unique($"{name}.quantized"), type, values, shape);
        var scale = Constant(names.Unique($"{name}.scale"), DataType.Float, own, channels);
        var zero = Constant(names.Unique($"{name}.zero_point"), type, new T[own.Length], channels);
        return Node("DequantizeLinear", $"{name}.dequantized", whole, (scale, zero), null, perChannel ? [Attributes.Int("axis", 0)] : []);
    }

    private string Constant<T>(string name, DataType type, ReadOnlySpan<T> values) where T : unmanaged => Constant(names.Unique(name), type, values, []);

    private string Constant<T>(string name, DataType type, ReadOnlySpan<T> values, IEnumerable<long> shape) where T : unmanaged
    {
        result.Graph.Initializer.Add(TensorData.Tensor(name, type, values, shape));
        return name;
    }

    private string Node(
        string type, string wish, string input, (string Scale, string ZeroPoint) constants, string? output = null, params IEnumerable<AttributeProto> attributes)
    {
        var name = names.Unique(wish);
        var node = new NodeProto { OpType = type, Name = name, Input = { input, constants.Scale, constants.ZeroPoint }, Output = { output ?? name } };
        node.Attribute.AddRange(attributes);
        result.Graph.Node.Add(node);
        return output ?? name;
    }
}
