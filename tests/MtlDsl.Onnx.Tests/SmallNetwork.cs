using MtlDsl.Vision;

namespace MtlDsl.Onnx.Tests;

/// <summary>A network with a segmentation and a detection head on a trunk of one convolution.</summary>
internal static class SmallNetwork
{
    public static DefaultBoxes DefaultBoxes { get; } = new(new DefaultBoxMap(4, 4, 0.25f, 0.25f, [(0.2f, 0.3f), (0.3f, 0.2f)]));

    public static Architecture Architecture { get; } = new(
        "Small", new PixelSize(8, 8), PixelNormalization.ImageNet,
        [
            new SegmentationHead("Surfaces", [new("Road", new Rgb(128, 64, 128)), new("Grass", new Rgb(0, 255, 0))], "seg_scores"),
            new DetectionHead("Vehicles", [new("Car", new Rgb(255, 0, 0))], "mbox_conf_out", "mbox_location_out", DefaultBoxes, 0.5f),
        ],
        [], []);

    public static WeightTable Weights { get; } = new WeightTable()
        .Add("trunk.conv1.weight", 4, 3, 3, 3).AddNorm("trunk.bn1", 4)
        .Add("surfaces.score.weight", 2, 4, 1, 1).Add("surfaces.score.bias", 2)
        .Add("vehicles.conf.weight", 4, 4, 3, 3).Add("vehicles.conf.bias", 4)
        .Add("vehicles.loc.weight", 8, 4, 3, 3).Add("vehicles.loc.bias", 8);

    public static OnnxModel Build(ExportOptions options) => Graph(options).Build(Architecture);

    public static OnnxGraph Graph(ExportOptions options)
    {
        var graph = new OnnxGraph("Small", Weights, options);
        var trunk = graph.Relu(graph.Conv(graph.Input(Architecture.InputName, 3, 8, 8), "trunk.conv1", "trunk.bn1", stride: 2, padding: 1));
        graph.Output(graph.ResizeBilinear(graph.Conv(trunk, "surfaces.score"), 8, 8), "seg_scores");
        graph.Output(graph.Rows(graph.Conv(trunk, "vehicles.conf", padding: 1), 2), "mbox_conf_out");
        graph.Output(graph.Rows(graph.Conv(trunk, "vehicles.loc", padding: 1), 4), "mbox_location_out");
        return graph;
    }
}
