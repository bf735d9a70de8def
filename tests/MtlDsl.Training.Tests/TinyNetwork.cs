using MtlDsl.Onnx;
using MtlDsl.Training.Data;
using MtlDsl.Training.Losses;
using MtlDsl.Vision;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Tests;

/// <summary>A multitask network as the generator would write it, small enough to train in a test: 32 pixels, a map of 8x8, two heads.</summary>
public sealed class TinyNetwork : Module<Tensor, IReadOnlyList<Tensor>>, IMultitaskModel, IOnnxExportable
{
    private const int Side = 32, Cells = 8;

    private static readonly ClassInfo[] objects = [new("Red", new Rgb(255, 0, 0)), new("Green", new Rgb(0, 255, 0))];

    private static readonly Cost trunkCost = new(Parameters: 2800, Statistics: 64, MultiplyAdds: 258048, Activations: 5120, Operators: 2);

    private readonly TinyTrunk trunk;
    private readonly Conv2d scores;
    private readonly Conv2d confidences;
    private readonly Conv2d locations;

    public TinyNetwork() : base(nameof(TinyNetwork))
    {
        trunk = new TinyTrunk();
        scores = Conv2d(TinyTrunk.Channels, 3, 1);
        confidences = Conv2d(TinyTrunk.Channels, 3, 3, padding: 1);
        locations = Conv2d(TinyTrunk.Channels, 4, 3, padding: 1);
        register_module("trunk", trunk);
        register_module("scores", scores);
        register_module("confidences", confidences);
        register_module("locations", locations);
    }

    public static Architecture Description { get; } = new(
        nameof(TinyNetwork), new PixelSize(Side, Side), PixelNormalization.Symmetric,
        [
            new SegmentationHead("Surfaces", [new("Ground", new Rgb(0, 0, 0)), .. objects], "seg_scores"),
            new DetectionHead("Objects", objects, "mbox_conf", "mbox_loc",
                new DefaultBoxes(new DefaultBoxMap(Cells, Cells, 1f / Cells, 1f / Cells, [(0.3f, 0.3f)])), matchOverlap: 0.5f),
        ],
        [new TapInfo("TinyTrunk.Map", "Trunk", null, TinyTrunk.Channels, Cells, Cells, Side / Cells, ReceptiveField: 7, [new("Surfaces"), new("Objects", Cells * Cells)], trunkCost, ["trunk"])],
        [
            new PartInfo("Trunk", trunkCost),
            new PartInfo("Surfaces", new Cost(51, 0, 3072, 3264, 2)),
            new PartInfo("Objects", new Cost(1015, 0, 64512, 896, 4)),
        ]);

    public Architecture Architecture => Description;

    public Module Module => this;

    public Module Trunk => trunk;

    public IReadOnlyList<ParameterGroup> ParameterGroups =>
    [
        Group("Trunk", ("trunk", trunk)),
        Group("Surfaces", ("scores", scores)),
        Group("Objects", ("confidences", confidences), ("locations", locations)),
    ];

    public IReadOnlyList<double> LossWeights { get; init; } = [1, 1];

    public override IReadOnlyList<Tensor> forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var map = trunk.call(images);
        var surfaces = F.interpolate(scores.call(map), size: [Side, Side], mode: InterpolationMode.Bilinear, align_corners: false);
        return [.. new[] { surfaces, Rows(confidences.call(map), 3), Rows(locations.call(map), 4) }.Select(t => t.MoveToOuterDisposeScope())];
    }

    public IReadOnlyList<Tensor> Forward(Tensor images) => call(images);

    public IReadOnlyList<TaskLoss> ComputeLosses(Batch batch, out IReadOnlyList<Tensor> outputs)
    {
        outputs = Forward(batch.Images);
        var losses = new List<TaskLoss>();
        if (batch.Targets[0] is SegmentationTargets surfaces)
            losses.Add(new TaskLoss("Surfaces", PixelCrossEntropy.Compute(outputs[0], surfaces.Labels, SegmentationTargets.Ignored), LossWeights[0]));
        if (batch.Targets[1] is DetectionTargets found)
            losses.Add(new TaskLoss("Objects", MultiBox.Compute(outputs[1], outputs[2], found, negativeRatio: 3, locationWeight: 1), LossWeights[1]));
        return losses;
    }

    public static OnnxModel ToOnnx(IWeights weights, ExportOptions? options = null)
    {
        var graph = new OnnxGraph(nameof(TinyNetwork), weights, options ?? new ExportOptions());
        var image = graph.Input(Architecture.InputName, 3, Side, Side);
        var first = graph.Relu(graph.Conv(image, "trunk.conv1", "trunk.bn1", stride: 2, padding: 1));
        var map = graph.Relu(graph.Conv(first, "trunk.conv2", "trunk.bn2", stride: 2, padding: 1));
        graph.Output(graph.ResizeBilinear(graph.Conv(map, "scores"), Side, Side), "seg_scores");
        graph.Output(graph.Rows(graph.Conv(map, "confidences", padding: 1), 3), "mbox_conf");
        graph.Output(graph.Rows(graph.Conv(map, "locations", padding: 1), 4), "mbox_loc");
        return graph.Build(Description);
    }

    // Generated networks register every part by name, so nothing is left to find by reflection.
    protected override void RegisterComponents()
    {
    }

    private static Tensor Rows(Tensor map, long width) => map.permute(0, 2, 3, 1).reshape(map.shape[0], -1, width);

    private static ParameterGroup Group(string name, params (string Name, Module Module)[] modules) =>
        new(name, [.. modules.SelectMany(part => part.Module.named_parameters().Select(p => ($"{part.Name}.{p.name}", p.parameter)))]);
}
