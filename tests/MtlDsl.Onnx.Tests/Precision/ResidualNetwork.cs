using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx.Tests;

/// <summary>A network with what trunks and heads are made of: residual sums, clipping at 6, depthwise layers, concatenation, pooling, norms.</summary>
internal static class ResidualNetwork
{
    public const int Side = 16;

    /// <summary>Layers with weights in the graph's order.</summary>
    public static readonly string[] Layers = ["stem", "a", "b", "expand", "depthwise", "project", "left", "right", "score", "boxes", "embed"];

    private static WeightTable Weights { get; } = new WeightTable()
        .Add("stem.weight", 8, 3, 3, 3).AddNorm("norm", 8)
        .Add("a.weight", 8, 8, 3, 3).Add("a.bias", 8)
        .Add("b.weight", 8, 8, 3, 3).Add("b.bias", 8)
        .Add("expand.weight", 16, 8, 1, 1).Add("expand.bias", 16)
        .Add("depthwise.weight", 16, 1, 3, 3).Add("depthwise.bias", 16)
        .Add("project.weight", 8, 16, 1, 1).Add("project.bias", 8)
        .Add("left.weight", 4, 8, 1, 1).Add("left.bias", 4)
        .Add("right.weight", 4, 8, 3, 3).Add("right.bias", 4)
        .Add("l2.scale", 8)
        .Add("score.weight", 3, 8, 1, 1).Add("score.bias", 3)
        .Add("boxes.weight", 8, 8, 3, 3).Add("boxes.bias", 8)
        .Add("embed.weight", 5, 8).Add("embed.bias", 5);

    public static OnnxModel Build(ExportOptions options)
    {
        var graph = new OnnxGraph("Residual", Weights, options);
        var stem = graph.MaxPool(
            graph.Relu(graph.Conv(graph.Input("image", 3, Side, Side), "stem", "norm", padding: 1)), kernel: 3, stride: 2, padding: 1);
        var block = graph.Relu(graph.Add(graph.Conv(graph.Relu(graph.Conv(stem, "a", padding: 1)), "b", padding: 1), stem));
        var inner = graph.Relu6(graph.Conv(graph.Relu6(graph.Conv(block, "expand")), "depthwise", padding: 1, groups: 16));
        var sum = graph.Add(graph.Conv(inner, "project"), block);
        var fire = graph.Concat(graph.Relu(graph.Conv(sum, "left")), graph.Relu(graph.Conv(sum, "right", padding: 1)));
        graph.Output(graph.ResizeBilinear(graph.Conv(fire, "score"), Side, Side), "scores");
        graph.Output(graph.Rows(graph.Conv(graph.L2Norm(block, "l2.scale"), "boxes", padding: 1), 4), "boxes_out");
        graph.Output(graph.Linear(graph.GlobalAveragePool(fire), "embed"), "embedding");
        return graph.Build();
    }

    public static float[] Input(int number) => Synthetic.Values($"image{number}", 1, 3, Side, Side);

    public static GraphProto Graph(this OnnxModel model) => ModelProto.Parser.ParseFrom(model.ToArray()).Graph;

    /// <summary>What inputs give for the values that int8 needs ranges of.</summary>
    public static Dictionary<string, ValueRange> Ranges(OnnxModel model, QuantizationOptions options)
    {
        var names = Quantization.Activations(model, options);
        var histograms = names.ToDictionary(name => name, _ => new ActivationHistogram());
        for (var i = 0; i < 4; i++)
        {
            histograms["image"].Add(Input(i));
            foreach (var (name, (_, values)) in Runtime.Run(model.WithOutputs([.. names.Where(name => name != "image")]), Input(i), 1, 3, Side, Side))
                histograms[name].Add(values);
        }
        return histograms.ToDictionary(pair => pair.Key, pair => pair.Value.Range(Calibrator.MinMax, options.For));
    }

    public static ConvertedModel Int8(ExportOptions export, QuantizationOptions? options = null)
    {
        var model = Build(export);
        options ??= new QuantizationOptions();
        return Quantization.Convert(model, Ranges(model, options), options);
    }

    /// <summary>Largest error of each output as a share of its largest value, over inputs that were not calibrated on.</summary>
    public static Dictionary<string, double> Errors(OnnxModel exact, OnnxModel other)
    {
        var errors = new Dictionary<string, double>();
        for (var i = 4; i < 8; i++)
        {
            var (wanted, found) = (Runtime.Run(exact, Input(i), 1, 3, Side, Side), Runtime.Run(other, Input(i), 1, 3, Side, Side));
            found.Keys.ShouldBe(wanted.Keys);
            foreach (var (name, (shape, values)) in wanted)
            {
                found[name].Shape.ShouldBe(shape);
                var error = values.Zip(found[name].Values, (a, b) => Math.Abs(a - b)).Max() / values.Max(Math.Abs);
                errors[name] = Math.Max(errors.GetValueOrDefault(name), error);
            }
        }
        return errors;
    }
}
