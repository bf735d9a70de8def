using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;
using static TorchSharp.torch;

namespace MtlDsl.App.Verifying;

/// <summary>
/// Looks for the first layer of an exported network that differs from torch's. A node that is named after its weights is that layer of the
/// module, with its batch norm folded in. The layer is at fault if it computes something else from the very input that it has in the
/// exported network; if not, what lies without weights between it and the layers before it is.
/// </summary>
/// <param name="model">The network in torch, in evaluation mode.</param>
/// <param name="onnx">The exported network.</param>
/// <param name="tolerance">The error that is allowed.</param>
internal sealed class LayerComparison(IMultitaskModel model, string onnx, double tolerance)
{
    private readonly OnnxModel whole = OnnxModel.Load(onnx);

    /// <summary>Finds it for an input.</summary>
    /// <returns>Null where all layers agree, or none can be told apart.</returns>
    public FirstDifference? Find(float[] input)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var size = model.Architecture.Input;
        var device = Devices.Of(model);
        using var image = tensor(input, [1, 3, size.Height, size.Width], device: device);
        var nodes = whole.Nodes;
        var makers = nodes.SelectMany(node => node.Outputs.Select(output => (output, node))).ToDictionary(pair => pair.output, pair => pair.node, StringComparer.Ordinal);
        var calls = LayerTrace.Run(model, image, nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal)).DistinctBy(call => call.Name).ToDictionary(call => call.Name);
        try
        {
            var values = Run(input, nodes, calls, makers);
            values[whole.InputNames[0]] = new GraphValue([1, 3, size.Height, size.Width], input);
            string? after = null;
            var agreeing = 0;
            foreach (var node in nodes)
            {
                if (!calls.TryGetValue(node.Name, out var call) || !values.TryGetValue(node.Outputs[0], out var given) || !values.TryGetValue(node.Inputs[0], out var read))
                    continue;
                using var computed = call.Compute(tensor(read.Values, [.. read.Shape], device: device));
                if (Error(computed, given) is var own && !(own <= tolerance))
                    return new FirstDifference([node], own, agreeing, after);
                if (Error(call.Output, given) is var error && !(error <= tolerance))
                    return new FirstDifference(Between(node.Inputs[0], makers, calls), error, agreeing, after);
                (after, agreeing) = (node.Name, agreeing + 1);
            }
            var last = model.Forward(image).Zip(model.Architecture.OutputNames).Select(pair => (Name: pair.Second, Error: Error(pair.First, values[pair.Second])));
            return last.FirstOrDefault(output => !(output.Error <= tolerance)) is { Name: { } name } differing
                ? new FirstDifference(Between(name, makers, calls), differing.Error, agreeing, after)
                : null;
        }
        finally
        {
            foreach (var call in calls.Values)
                call.Output.Dispose();
        }
    }

    // The same network with what its layers read and give as outputs.
    private Dictionary<string, GraphValue> Run(
        float[] input, IReadOnlyList<OnnxNode> nodes, Dictionary<string, LayerCall> calls, Dictionary<string, OnnxNode> makers)
    {
        var layers = nodes.Where(node => calls.ContainsKey(node.Name)).SelectMany(node => (string[])[node.Inputs[0], node.Outputs[0]]);
        using var file = new TemporaryNetwork(whole.WithOutputs([.. whole.OutputNames.Concat(layers).Where(makers.ContainsKey).Distinct()]));
        return new(GraphRun.Run(file.Path, input), StringComparer.Ordinal);
    }

    /// <summary>The nodes that a value is made by, back to the layers that agree.</summary>
    private static IReadOnlyList<OnnxNode> Between(string value, Dictionary<string, OnnxNode> makers, Dictionary<string, LayerCall> calls)
    {
        var found = new List<OnnxNode>();
        Walk(value);
        return found;

        void Walk(string name)
        {
            if (!makers.TryGetValue(name, out var node) || calls.ContainsKey(node.Name) || found.Contains(node))
                return;
            foreach (var input in node.Inputs)
                Walk(input);
            found.Add(node);
        }
    }

    private static double Error(Tensor wanted, GraphValue found) =>
        Verification.Difference(wanted.cpu().contiguous().data<float>().ToArray(), found.Values).Relative;
}
