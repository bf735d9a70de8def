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
        var size = (data == "VOC" ? VocMultitask.Architecture : AerialMultitask.Architecture).Only(heads).Cost.WeightsMB;
        Math.Round(size, 2).ShouldBe(exact);
        Math.Ceiling(size).ShouldBe(published);
    }

    [Fact]
    public void A_split_after_Res4f_costs_one_more_fifth_stage() =>
        (VocMultitaskAfterRes4f.Architecture.Cost.WeightsMB - VocMultitask.Architecture.Cost.WeightsMB).ShouldBe(
            VocMultitask.Architecture.Taps.Single(t => t.Name == "ResNet50.Res5c").Cost.WeightsMB, 1e-9);

    [Fact]
    public void A_twin_is_no_longer_than_its_head_needs()
    {
        using var network = new SmallAerial.ObjectsOnly();
        network.named_parameters().ShouldNotContain(p => p.name.StartsWith("trunk.stride32.", StringComparison.Ordinal));
        network.named_parameters().ShouldContain(p => p.name.StartsWith("trunk.stride16.", StringComparison.Ordinal));
        network.parameters().Sum(p => p.numel()).ShouldBe(SmallAerial.ObjectsOnly.Architecture.Cost.Parameters);
        SmallAerial.Architecture.Only("Objects").Cost.ShouldBe(SmallAerial.ObjectsOnly.Architecture.Cost);
        SmallAerial.Architecture.Only("Objects").Taps.Select(t => t.Member).ShouldBe(["Stride4", "Stride8", "Stride16"]);
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
        parameters.ShouldBe(VocMultitask.Architecture.Cost.Parameters);
        var statistics = network.named_buffers().Where(b => !b.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Sum(b => b.buffer.numel());
        statistics.ShouldBe(VocMultitask.Architecture.Cost.Statistics);
        ((IMultitaskModel)network).ParameterGroups.Sum(g => g.Parameters.Count).ShouldBe(network.parameters().Count());
    }

    [Fact]
    public void Every_stage_says_what_it_reads_and_who_reads_it()
    {
        var taps = VocMultitask.Architecture.Taps.ToDictionary(tap => tap.Member);
        taps["Pool1"].Source.ShouldBeNull();
        taps["Res5c"].Source.ShouldBe("ResNet50.Res4f");
        taps["Res6b"].Source.ShouldBe("ResNet50.Res5c");
        taps["Res6b"].Owner.ShouldBe("Detection");
        taps["Res2c"].Readers.ShouldBeEmpty();
        taps["Res4f"].Readers.ShouldBe([new("Segmentation"), new("Detection", 19 * 19 * 6)]);
        // torchvision carries the stride on the 3x3 convolution, which sees less than the 483 pixels of ResNet v1.
        taps["Res5c"].ReceptiveField.ShouldBe(427);
    }

    [Fact]
    public void A_twin_is_described_as_the_network_with_its_head_alone()
    {
        var (twin, alone) = (VocMultitask.DetectionOnly.Architecture, VocMultitask.Architecture.Only("Detection"));
        alone.Cost.ShouldBe(twin.Cost);
        alone.Steps.ShouldBe(twin.Steps);
        alone.Taps.Select(tap => (tap.Name, tap.DefaultBoxes)).ShouldBe(twin.Taps.Select(tap => (tap.Name, tap.DefaultBoxes)));
        alone.Heads.Select(head => head.Name).ShouldBe(["Detection"]);
        Should.Throw<ArgumentException>(() => alone.Only("Segmentation")).Message.ShouldContain("it has Detection");
    }

    [Fact]
    public void Steps_parts_and_the_whole_add_up()
    {
        foreach (var architecture in (Architecture[])[VocMultitask.Architecture, AerialMultitask.Architecture, SmallAerial.Architecture])
            architecture.Steps.Aggregate(default(Cost), (sum, step) => sum + step.Cost).ShouldBe(architecture.Cost);
    }
}
