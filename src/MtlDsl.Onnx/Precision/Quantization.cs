using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>
/// Writes a network in int8: QuantizeLinear and DequantizeLinear around the layers that compute on whole numbers, which runtimes put together
/// into layers of whole numbers (ONNX Runtime: QLinearConv and its like).
/// </summary>
/// <remarks>
/// From opset 13 on every output channel has a scale of its own. Before, DequantizeLinear knows one scale a tensor, which costs accuracy
/// where channels differ in size, as they do after folded batch norms.
/// </remarks>
public static class Quantization
{
    /// <summary>The oldest operator set with a scale a channel.</summary>
    public const int PerChannelOpset = 13;

    /// <summary>The activations whose ranges <see cref="Convert"/> needs.</summary>
    /// <exception cref="ArgumentException">There is no layer of a name that is excluded.</exception>
    public static IReadOnlyList<string> Activations(OnnxModel model, QuantizationOptions options) =>
        new QuantizationPlan(new GraphIndex(model.Proto.Graph), options).Ranges;

    /// <summary>The network in int8.</summary>
    /// <param name="model">A network in float32; it is not changed.</param>
    /// <param name="ranges">The range of every one of its <see cref="Activations"/>.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="ArgumentException">
    /// A range is missing, there is no layer of a name that is excluded, or the network's operator set is too old for the runtime.
    /// </exception>
    public static ConvertedModel Convert(OnnxModel model, IReadOnlyDictionary<string, ValueRange> ranges, QuantizationOptions options)
    {
        if (options.For is QuantizedFor.TensorRT && model.Opset < PerChannelOpset)
            throw new ArgumentException(
                $"{model.Proto.Graph.Name} is written in operator set {model.Opset}; TensorRT reads quantised networks from {PerChannelOpset} on.", nameof(model));
        var index = new GraphIndex(model.Proto.Graph);
        var plan = new QuantizationPlan(index, options);
        if (plan.Ranges.FirstOrDefault(value => !ranges.ContainsKey(value)) is { } missing)
            throw new ArgumentException($"The range of '{missing}' is missing; {plan.Ranges.Count} activations need one.", nameof(ranges));

        var parameters = plan.Ranges.ToDictionary(
            value => value,
            value => options.For is QuantizedFor.TensorRT
                ? QuantizationParameters.Symmetric(ranges[value])
                : QuantizationParameters.Asymmetric(ranges[value]),
            StringComparer.Ordinal);
        var proto = new QuantizedGraph(model.Proto, index, plan, parameters, options.For).Write();
        var layers = plan.Layers.ToLookup(plan.IsQuantized);
        return new ConvertedModel(OnnxModel.Signed(proto), layers[true].Count(), [.. layers[false].Select(node => node.Name)]);
    }
}
