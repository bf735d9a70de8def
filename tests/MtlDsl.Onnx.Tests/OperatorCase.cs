namespace MtlDsl.Onnx.Tests;

/// <summary>A graph of one layer or few, for two images of a size.</summary>
internal sealed record OperatorCase(int Channels, int Height, int Width, Func<OnnxGraph, Value, Value> Layers, WeightTable? Weights = null)
{
    public const int Images = 2;

    /// <summary>Its input, from the same numbers as in operators.py.</summary>
    public float[] Input => Synthetic.Values("x", Images, Channels, Height, Width);

    /// <summary>The graph's result and the finished network.</summary>
    public (Value Result, OnnxModel Model) Build(ExportOptions options)
    {
        var graph = new OnnxGraph("case", Weights ?? new WeightTable(), options);
        var result = Layers(graph, graph.Input("x", Channels, Height, Width));
        graph.Output(result, "y");
        return (result, graph.Build());
    }
}
