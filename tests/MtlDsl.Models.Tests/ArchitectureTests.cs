using MtlDsl.Training;

namespace MtlDsl.Models.Tests;

public class ArchitectureTests
{
    /// <summary>The study's published sizes in decimal MB, and what they are before rounding up.</summary>
    public static TheoryData<string, string[], double, double> Sizes { get; } = new()
    {
        { "VOC", [], 94.24, 95 },
        { "VOC", ["Segmentation"], 94.50, 95 },
        { "VOC", ["Detection"], 157.18, 158 },
        { "VOC", ["Segmentation", "Detection"], 157.44, 158 },
        { "aerial", ["Segmentation"], 94.38, 95 },
        { "aerial", ["Detection"], 139.64, 140 },
        { "aerial", ["Segmentation", "Detection"], 139.77, 140 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Weights_have_the_published_sizes(string data, string[] heads, double exact, double published)
    {
        var size = (data == "VOC" ? VocMultitask.Architecture : AerialMultitask.Architecture).WeightsMB(heads);
        Math.Round(size, 2).ShouldBe(exact);
        Math.Ceiling(size).ShouldBe(published);
    }

    [Fact]
    public void SSD300_has_8732_default_boxes() => VocMultitask.Architecture.Heads.OfType<DetectionHead>().Single().DefaultBoxes.Count.ShouldBe(8732);

    [Fact]
    public void Default_boxes_are_those_of_Caffe()
    {
        // The first cell of conv4_3's map in SSD300: min 30, sqrt(30 * 60), 30 in ratios 2 and 1/2, centred at half a step of 8.
        var boxes = VocMultitask.Architecture.Heads.OfType<DetectionHead>().Single().DefaultBoxes.Boxes[..4].ToArray();
        boxes.Select(b => Math.Round(b.X * 300, 3)).ShouldAllBe(x => x == 4);
        boxes.Select(b => (Math.Round(b.Width * 300, 3), Math.Round(b.Height * 300, 3)))
            .ShouldBe([(30, 30), (42.426, 42.426), (42.426, 21.213), (21.213, 42.426)]);
    }

    [Fact]
    public void The_architecture_counts_what_the_module_holds()
    {
        using var network = new VocMultitask();
        var parameters = network.parameters().Sum(p => p.numel());
        parameters.ShouldBe(VocMultitask.Architecture.Parts.Sum(p => p.Parameters));
        var statistics = network.named_buffers().Where(b => !b.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Sum(b => b.buffer.numel());
        statistics.ShouldBe(VocMultitask.Architecture.Parts.Sum(p => p.Statistics));
        ((IMultitaskModel)network).ParameterGroups.Sum(g => g.Parameters.Count).ShouldBe(network.parameters().Count());
    }
}
