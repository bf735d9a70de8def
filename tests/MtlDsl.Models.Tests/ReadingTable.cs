using System.Text.Json;

namespace MtlDsl.Models.Tests;

/// <summary>
/// What TensorRT's parser says of the operators that our graphs are made of, written down once more from operators.md of onnx-tensorrt, in the
/// branches 7.1, 8.0, 8.2, 8.5, 8.6 and 10.1, independently of what the exporter believes.
/// </summary>
internal static class ReadingTable
{
    /// <summary>JetPack, TensorRT, newest operator set, the resampling modes, where NonMaxSuppression is whole, where uint8 is a type.</summary>
    private static readonly Dictionary<string, (double TensorRT, int Opset, string[] ResizeModes, bool Suppression, bool Bytes)> runtimes = new()
    {
        ["4.4"] = (7.1, 11, ["asymmetric"], false, false),
        ["4.6"] = (8.0, 13, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], false, false),
        ["4.6.1"] = (8.2, 13, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], false, false),
        ["5.1"] = (8.5, 17, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, false),
        ["6.0"] = (8.6, 17, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
        ["6.1"] = (10.3, 20, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
        ["6.2"] = (10.3, 20, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
        ["7.0"] = (10.13, 22, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
        ["7.1"] = (10.13, 22, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
        ["7.2"] = (10.13, 25, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
        ["7.2.2"] = (11.4, 25, ["half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"], true, true),
    };

    private static readonly Dictionary<string, double> since = new()
    {
        ["Add"] = 7.1, ["ArgMax"] = 7.1, ["AveragePool"] = 7.1, ["BatchNormalization"] = 7.1, ["Cast"] = 7.1, ["Clip"] = 7.1, ["Concat"] = 7.1, ["Conv"] = 7.1,
        ["ConvTranspose"] = 7.1, ["Div"] = 7.1, ["Exp"] = 7.1, ["Flatten"] = 7.1, ["GatherElements"] = 8.0, ["GatherND"] = 8.2, ["Gemm"] = 7.1,
        ["GlobalAveragePool"] = 7.1, ["HardSigmoid"] = 7.1, ["InstanceNormalization"] = 7.1, ["MatMul"] = 7.1, ["Max"] = 7.1, ["MaxPool"] = 7.1,
        ["Mul"] = 7.1, ["NonMaxSuppression"] = 8.5, ["ReduceL2"] = 7.1, ["Relu"] = 7.1, ["Reshape"] = 7.1, ["Resize"] = 7.1, ["ScatterND"] = 8.2,
        ["Sigmoid"] = 7.1, ["Slice"] = 7.1, ["Softmax"] = 7.1, ["SpaceToDepth"] = 7.1, ["Split"] = 7.1, ["Sub"] = 7.1, ["TopK"] = 7.1, ["Transpose"] = 7.1,
    };

    // Where an int64 input is what ONNX itself asks for.
    private static readonly HashSet<(string Type, int Input)> wholeNumbers = [("Reshape", 1), ("NonMaxSuppression", 2), ("TopK", 1)];

    /// <summary>What is in a graph that the parser does not read: one line for each.</summary>
    /// <param name="jetPack">The JetPack.</param>
    /// <param name="graph">The graph as nodes.py prints it.</param>
    public static IEnumerable<string> Violations(string jetPack, JsonElement graph)
    {
        var (version, newest, modes, suppression, bytes) = runtimes[jetPack];
        var opset = graph.GetProperty("opset").GetInt32();
        if (opset < 11 || opset > newest)
            yield return $"operator set {opset}";
        foreach (var input in graph.GetProperty("inputs").EnumerateArray())
            if (input.GetProperty("type").GetString() is var type && type != "FLOAT" && !(type == "UINT8" && bytes))
                yield return $"input of {type}";
        foreach (var output in graph.GetProperty("outputs").EnumerateArray())
        {
            if (output.GetProperty("type").GetString() is var type && type != "FLOAT")
                yield return $"output of {type}";
            if (version < 8 && output.GetProperty("shape").EnumerateArray().Any(size => size.ValueKind != JsonValueKind.Number))
                yield return "an open shape";
        }

        var constants = graph.GetProperty("initializers").EnumerateObject().ToDictionary(c => c.Name, c => c.Value);
        foreach (var node in graph.GetProperty("nodes").EnumerateArray())
            foreach (var fault in Faults(node))
                yield return $"{node.GetProperty("name").GetString()} ({node.GetProperty("type").GetString()}): {fault}";

        IEnumerable<string> Faults(JsonElement node)
        {
            var type = node.GetProperty("type").GetString()!;
            var inputs = node.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!).ToList();
            if (node.GetProperty("domain").GetString() is { Length: > 0 } domain)
                yield return $"domain {domain}";
            if (!since.TryGetValue(type, out var first) || first > version)
                yield return "not read";
            if (type == "NonMaxSuppression" && !suppression)
                yield return "an experiment whose output is padded";
            for (var i = 0; i < inputs.Count; i++)
                if (constants.TryGetValue(inputs[i], out var constant) && constant.GetProperty("type").GetString() is not ("FLOAT" or "INT32") and var held)
                {
                    if (held != "INT64" || !wholeNumbers.Contains((type, i)))
                        yield return $"a constant of {held}";
                    else if (constant.GetProperty("largest").GetDouble() > int.MaxValue)
                        yield return "a number beyond 32 bits";
                }

            string? Text(string attribute) => node.GetProperty("attributes").TryGetProperty(attribute, out var value) ? value.ToString() : null;
            bool Constant(int input) => inputs.Count > input && inputs[input].Length > 0 && constants.ContainsKey(inputs[input]);
            switch (type)
            {
                case "Resize" when !modes.Contains(Text("coordinate_transformation_mode")) || Text("mode") is not ("linear" or "nearest") || !Constant(2):
                    yield return $"{Text("coordinate_transformation_mode")} {Text("mode")}";
                    break;
                case "Conv" or "ConvTranspose" when !Constant(1) || node.GetProperty("attributes").GetProperty("kernel_shape").GetArrayLength() is not (2 or 3):
                    yield return "weights that are no constant, or not of two or three dimensions";
                    break;
                case "Conv" or "ConvTranspose" or "MaxPool" or "AveragePool" when Text("auto_pad") is not (null or "NOTSET"):
                    yield return $"auto_pad {Text("auto_pad")}";
                    break;
                case "MaxPool" or "AveragePool" when Text("ceil_mode") is not (null or "0") || Text("storage_order") is not (null or "0"):
                    yield return "ceil_mode or storage_order";
                    break;
                case "Clip" when !Constant(1) || !Constant(2):
                    yield return "limits that are no constants";
                    break;
                case "InstanceNormalization" when !Constant(1) || !Constant(2):
                    yield return "scales that are no constants";
                    break;
                case "Slice" when !Constant(1) || !Constant(2) || !Constant(3):
                    yield return "axes that are no constants";
                    break;
                case "Cast" when Text("to") is not ("1" or "6" or "10"):
                    yield return $"a cast to {Text("to")}";
                    break;
                case "TopK" when !Constant(1) || constants[inputs[1]].GetProperty("largest").GetDouble() >= 3840 || Text("sorted") is "0":
                    yield return "a K that is no constant below 3840";
                    break;
                case "NonMaxSuppression" when !Constant(2) || !Constant(3) || !Constant(4):
                    yield return "limits that are no constants";
                    break;
            }
        }
    }
}
