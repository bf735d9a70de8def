using MtlDsl.Onnx;
using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>
/// A network whose answer is known by looking: red pixels are Road, green ones Grass, blue ones Water, and every cell of two by two pixels
/// that is red is a Car, every blue one a Truck, where the cell lies.
/// </summary>
internal static class ColorNetwork
{
    /// <summary>The score of a cell of one full colour: softmax of (0, 10, -10).</summary>
    public static readonly float FullScore = (float)(Math.Exp(10) / (1 + Math.Exp(10) + Math.Exp(-10)));

    public static Architecture Architecture { get; } = Declare("Colors");

    public static Architecture Declare(string name, int width = 6, int height = 4)
    {
        var cells = new DefaultBoxMap(width / 2, height / 2, 2f / width, 2f / height, [(2f / width, 2f / height)]);
        return new Architecture(
            name, new PixelSize(width, height), new PixelNormalization((0, 0, 0), (255, 255, 255)),
            [
                new SegmentationHead<Surface>(
                    "Surfaces", [new("Road", default), new("Grass", default), new("Water", default)], "seg_scores"),
                new DetectionHead<Vehicle>(
                    "Vehicles", [new("Car", default), new("Truck", default)], "mbox_conf_out", "mbox_location_out", new DefaultBoxes(cells), 0.5f),
            ],
            [], []);
    }

    /// <summary>
    /// The file of a network with these colours; described or, as another tool would write it, bare. <paramref name="background"/> is how much a
    /// cell of any colour is none of the objects.
    /// </summary>
    public static OnnxModel Export(
        Architecture? architecture = null, int? batch = 1, bool described = true, bool coarse = false, ExportOptions? options = null, float background = 0)
    {
        architecture ??= Architecture;
        var graph = new OnnxGraph(architecture.Name, Weights(background), options ?? new ExportOptions { Batch = batch });
        var image = graph.Input(Architecture.InputName, 3, architecture.Input.Height, architecture.Input.Width);
        var cells = graph.AveragePool(image, 2, 2);
        graph.Output(graph.Conv(coarse ? cells : image, "colors"), "seg_scores");
        graph.Output(graph.Rows(graph.Conv(cells, "conf"), 3), "mbox_conf_out");
        graph.Output(graph.Rows(graph.Conv(cells, "loc"), 4), "mbox_location_out");
        return graph.Build(described ? architecture : null);
    }

    private static WeightTable Weights(float background)
    {
        var weights = new WeightTable();
        weights.Add("colors.weight", new WeightTensor([3, 3, 1, 1], new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 }));
        weights.Add("conf.weight", new WeightTensor([3, 3, 1, 1], new float[] { 0, 0, 0, 20, 0, 0, 0, 0, 20 }));
        weights.Add("conf.bias", new WeightTensor([3], new float[] { background, -10, -10 }));
        weights.Add("loc.weight", new WeightTensor([4, 3, 1, 1], new float[12]));
        return weights;
    }
}
