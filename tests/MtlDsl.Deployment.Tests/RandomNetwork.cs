using MtlDsl.Onnx;
using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>A network of random weights with a head of each kind that has a form: nothing in its outputs is alike.</summary>
internal static class RandomNetwork
{
    private const int Width = 24;
    private const int Height = 16;

    public static Architecture Architecture { get; } = new(
        "Random", new PixelSize(Width, Height), PixelNormalization.ImageNet,
        [
            new SegmentationHead<Surface>("Surfaces", [new("Road", default), new("Grass", default), new("Water", default)], "seg_scores"),
            new DetectionHead<Vehicle>(
                "Vehicles", [new("Car", default), new("Truck", default)], "mbox_conf_out", "mbox_location_out",
                new DefaultBoxes(new DefaultBoxMap(Width / 2, Height / 2, 2f / Width, 2f / Height, [(0.2f, 0.3f), (0.4f, 0.25f), (0.1f, 0.1f)])), 0.5f),
            new ClassificationHead<Surface>("Kind", [new("Road", default), new("Grass", default), new("Water", default)], "class_scores"),
            new RegressionHead("Amounts", 2, "dense_values"),
            new EmbeddingHead("Mood", 5, "embedding"),
        ],
        [], []);

    public static OnnxModel Export(ExportOptions options)
    {
        var graph = new OnnxGraph(Architecture.Name, Weights(), options);
        var image = graph.Input(Architecture.InputName, 3, Height, Width);
        var cells = graph.Relu(graph.Conv(image, "trunk", stride: 2, padding: 1));
        graph.Output(graph.ResizeBilinear(graph.Conv(cells, "colors"), Height, Width), "seg_scores");
        graph.Output(graph.Rows(graph.Conv(cells, "conf"), 3), "mbox_conf_out");
        graph.Output(graph.Rows(graph.Conv(cells, "loc"), 4), "mbox_location_out");
        var mean = graph.GlobalAveragePool(cells);
        graph.Output(graph.Linear(mean, "kind"), "class_scores");
        graph.Output(graph.Conv(cells, "amounts"), "dense_values");
        graph.Output(graph.UnitLength(graph.Linear(mean, "mood")), "embedding");
        return graph.Build(Architecture);
    }

    /// <summary>An image of random pixels, as large as the input.</summary>
    public static RgbImage Image(int seed)
    {
        var image = new RgbImage(Width, Height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private static WeightTable Weights()
    {
        var (random, weights) = (new Random(5), new WeightTable());
        foreach (var (name, shape, scale) in new (string, long[], float)[]
        {
            ("trunk", [8, 3, 3, 3], 0.4f), ("colors", [3, 8, 1, 1], 1), ("conf", [9, 8, 1, 1], 2), ("loc", [12, 8, 1, 1], 1),
            ("kind", [3, 8], 1), ("amounts", [2, 8, 1, 1], 1), ("mood", [5, 8], 1),
        })
            weights.Add($"{name}.weight", new WeightTensor(shape, Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b))
                .Select(_ => scale * (2 * random.NextSingle() - 1)).ToArray()));
        return weights;
    }
}
