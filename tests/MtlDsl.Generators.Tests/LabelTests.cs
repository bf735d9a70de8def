using MtlDsl.Training.Data;

namespace MtlDsl.Generators.Tests;

/// <summary>Which label of a data set a declaration makes which class, asked of the generated adapter itself.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly List<Loaded> loaded = [];

    private const int Surfaces = 0, Objects = 1;

    private const string Network = """
        public enum Thing { Background, Car, Tree }
        [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
        public partial class Net
        {
            [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<Thing> Surfaces { get; }
            [SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 16), MultiBoxLoss] public partial DetectionHead<Thing> Objects { get; }
        }
        """;

    [Fact]
    public void A_label_may_be_left_out_for_one_head_alone()
    {
        var adapter = Adapter("[Coco<Net>, Label(\"auto\", Thing.Car), Ignore(\"auto\", Head = nameof(Net.Surfaces)), Ignore(\"tree\", Head = nameof(Net.Objects)), Ignore(\"lamp\")]");

        adapter.MapLabel(Surfaces, "auto").ShouldBe(DataAdapter.IgnoredLabel);
        adapter.MapLabel(Objects, "auto").ShouldBe(1);
        adapter.MapLabel(Surfaces, "tree").ShouldBe(2);
        adapter.MapLabel(Objects, "tree").ShouldBe(DataAdapter.IgnoredLabel);
        adapter.MapLabel(Objects, "lamp").ShouldBe(DataAdapter.IgnoredLabel);
        adapter.MapLabel(Objects, "house").ShouldBe(DataAdapter.UnknownLabel);
        adapter.DeclaredLabels.ShouldBe(["auto", "tree", "lamp"]);
    }

    [Fact]
    public void Whatever_has_no_class_may_be_left_out()
    {
        var everywhere = Adapter("[Coco<Net>, IgnoreOthers]");
        var here = Adapter("[Coco<Net>, IgnoreOthers(Head = nameof(Net.Objects))]");

        (everywhere.MapLabel(Surfaces, "house"), everywhere.MapLabel(Objects, "house")).ShouldBe((DataAdapter.IgnoredLabel, DataAdapter.IgnoredLabel));
        (everywhere.MapLabel(Surfaces, "tree"), everywhere.MapLabel(Objects, "tree")).ShouldBe((2, 2));
        (here.MapLabel(Surfaces, "house"), here.MapLabel(Objects, "house")).ShouldBe((DataAdapter.UnknownLabel, DataAdapter.IgnoredLabel));
        everywhere.DeclaredLabels.ShouldBeEmpty();
    }

    [Fact]
    public async Task Others_left_out_need_no_class_where_the_labels_are_known()
    {
        const string declaration = "public enum Ride { Car } [MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public partial class Rides "
            + "{ [SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 16), MultiBoxLoss] public partial DetectionHead<Ride> Objects { get; } } ";

        (await Host.Analyze(Host.Declare(declaration + "[StanfordDrone<Rides>, IgnoreOthers] public partial class Data;"))).ShouldNotContain(d => d.Id == "MTL2021");
        (await Host.Analyze(Host.Declare(declaration + "[StanfordDrone<Rides>] public partial class Data;"))).ShouldContain(d => d.Id == "MTL2021");
    }

    [Theory]
    [InlineData("")]
    [InlineData("(Pixels = MaskPixels.Classes)")]
    public async Task Two_heads_may_learn_the_same_classes_from_masks(string arguments)
    {
        var source = $$"""
            public enum Thing { Background, Car, Tree }
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class Net
            {
                [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<Thing> Fine { get; }
                [FcnHead(SmallResNet.Stride16), PixelCrossEntropy] public partial SegmentationHead<Thing> Coarse { get; }
            }
            [MaskFolder<Net>{{arguments}}] public partial class Data;
            """;

        (await Host.Analyze(Host.Declare(source))).ShouldAllBe(d => d.Severity < Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        var adapter = Load(source);
        foreach (var label in arguments.Length > 0 ? new[] { "2" } : ["#008000"])
            (adapter.MapLabel(0, label), adapter.MapLabel(1, label)).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData("[MaskFolder<Net>(Pixels = MaskPixels.Classes), IgnoreOthers]", "Values([0, 1, 2], [255], ignoreOthers: true)")]
    [InlineData("[MaskFolder<Net>(Pixels = MaskPixels.Classes), IgnoreOthers(Head = nameof(Net.Objects))]", "Values([0, 1, 2], [255])")]
    [InlineData("[Coco<Net>(AllowOutside = true)]", "split, allowOutside: true)")]
    [InlineData("[Yolo<Net>(AllowOutside = true)]", "split, allowOutside: true)")]
    public void The_reader_is_told(string attributes, string expected) =>
        Host.Generate(Host.Declare(Network, $"{attributes} public partial class Data;")).Sources
            .Single(source => source.HintName == "Data.g.cs").SourceText.ToString().ShouldContain(expected);

    public void Dispose() => loaded.ForEach(assembly => assembly.Dispose());

    private DataAdapter Adapter(string attributes) => Load(Network, $"{attributes} public partial class Data;");

    private DataAdapter Load(params string[] sources)
    {
        loaded.Add(new Loaded(Host.Generate(Host.Declare(sources)).Compilation));
        return (DataAdapter)loaded[^1].Make("Data");
    }
}
