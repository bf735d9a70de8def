using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class DataCheckerTests
{
    private static readonly Box Somewhere = new(0.1f, 0.2f, 0.3f, 0.4f);

    [Fact]
    public void UnknownLabelsAreToldOfOnceAndTogether()
    {
        var checker = Checker();
        var images = Enumerable.Range(0, 20).Select(i => Boxes($"{i}", [.. Enumerable.Range(0, 5).Select(k => $"label{k + i % 10}"), "thing"])).ToArray();

        checker.Check(Split.Train, Source(images));
        checker.Check(Split.Test, Source(Boxes("t", "label3", "new\u001b[2J")));

        var (train, test) = checker.Findings.ToArray() is [var first, var second] ? (first.ToString(), second.ToString()) : throw new ShouldAssertException($"{checker.Findings.Count}");
        train.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith("Tiny, Train: 14 label(s) have no class of Objects: \"label0\" (2 image(s), the first '0')"),
            m => m.ShouldContain("\"label4\" (10 image(s), the first '0')"),
            m => m.ShouldContain("[Label(\"label0\", ...)] with one of the classes (Thing, Other)"), m => m.ShouldContain("[IgnoreOthers]"));
        test.ShouldStartWith("Tiny, Test: 1 label(s) have no class of Objects: \"new\\x1b[2J\" (1 image(s), the first 't')");
    }

    [Fact]
    public void OfALabelThatOneHeadDoesNotKnowTheHeadIsNamed()
    {
        var checker = Checker();
        var mask = new LabelledMask(new LabelMap(2, 2), new Dictionary<byte, string?> { [0] = "zebra" });

        checker.Check(Split.Train, Source(new Example("a", new RgbImage(2, 2), [new("zebra", Somewhere), new("ground", Somewhere)], mask)));

        checker.Findings.ShouldHaveSingleItem().Remark.Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("2 label(s) have no class of Surfaces or Objects"), m => m.ShouldContain("\"zebra\" (1 image(s), the first 'a')"),
            m => m.ShouldContain("\"ground\" (1 image(s), the first 'a', for Objects)"));
    }

    [Theory]
    [InlineData(true, "Tiny, Train: the data set has no label \"caar\" and no \"aple\", which the declaration names; its labels are apple, car.")]
    [InlineData(false, "warning: Tiny, Train: no image has the label \"caar\" or \"aple\", which the declaration names; the labels are thing.")]
    public void DeclaredLabelsAreHeldAgainstThoseOfTheDataSet(bool hasNames, string expected)
    {
        var source = Source(Boxes("a", "thing"));
        if (hasNames)
            source.LabelNames = ["car", "apple"];
        var checker = new DataChecker(new Adapter(source) { Declared = ["caar", "aple", hasNames ? "Car" : "Thing"] });

        checker.Check(Split.Train, checker.Open(null, Split.Train)!);
        checker.Conclude();

        checker.Findings.ShouldHaveSingleItem().ToString().ShouldBe(expected);
    }

    [Fact]
    public void RemarksOfTheReaderAreToldOfOnceAndOnlyToWhomTheyConcern()
    {
        var source = Source(Boxes("a", "thing"));
        source.Remarks = [new("orphans", IsFault: true), new("files", IsFault: false), new("identities", IsFault: false, LabelKinds.Identities), new("outlines", IsFault: false, LabelKinds.Masks)];
        var checker = new DataChecker(new Adapter(source));

        checker.Open(null, Split.Train);
        checker.Open(null, Split.Test);

        checker.Findings.Select(finding => finding.ToString()).ShouldBe(["Tiny, Train: orphans", "warning: Tiny, Train: files", "warning: Tiny, Train: outlines"]);
    }

    [Fact]
    public void ABoxBesideTheImageIsNamed()
    {
        var checker = Checker();

        checker.Check(Split.Train, Source(new Example("a", new RgbImage(10, 10), [new("thing", new Box(1.2f, 0, 1.5f, 1))], null)));

        checker.Findings.ShouldHaveSingleItem().ToString().ShouldContain("the box (12, 0) - (15, 10) of 'thing' lies beside the image of 10x10; it is left out.");
    }

    [Fact]
    public void AHeadWithoutOneLabelIsAFaultOfTheTrainingPart()
    {
        var ignored = new LabelledMask(new LabelMap(2, 2, [9, 9, 9, 9]), new Dictionary<byte, string?> { [9] = null });
        var bare = Counted(new Example("a", new RgbImage(2, 2), [], ignored));
        var boxes = Counted(Boxes("b", "thing", "other"));

        Messages(bare, bare).ShouldBe([
            "Tiny, Train: no pixel is labelled for the head 'Surfaces', which would stay as it started; label some, or remove the head.",
            "Tiny, Train: no object is labelled for the head 'Objects', which would stay as it started; label some, or remove the head.",
            "warning: Tiny, Test: no pixel is labelled for the head 'Surfaces', so it is not measured; label some.",
            "warning: Tiny, Test: no object is labelled for the head 'Objects', so it is not measured; label some.",
        ]);
        // What one data set does not label another may.
        Messages(boxes).ShouldHaveSingleItem().ShouldContain("'Surfaces'");
        Supervision.Check([(Adapter.Bare, Parts(boxes)), (Adapter.Bare, Parts(Counted(MemorySource.Noise(1, boxes: false, mask: true))))]).ShouldBeEmpty();
    }

    [Fact]
    public void ClassesWithoutAnObjectAreToldOf() =>
        Messages(Counted(Boxes("b", "thing"), MemorySource.Noise(0, boxes: false, mask: true)))
            .ShouldBe(["warning: Tiny, Train: no object of the head 'Objects' is Other: such is never learnt."]);

    [Theory]
    [InlineData("a b c d", "no two images show the same while others show something else, so the head 'Place' learns nothing from 4 identities")]
    [InlineData("a a a", "so the head 'Place' learns nothing from 1 identities")]
    [InlineData("a a b", null)]
    public void IdentitiesNeedTwoImagesAndAnother(string identities, string? expected)
    {
        var architecture = new Architecture("Places", new PixelSize(8, 8), PixelNormalization.ImageNet, [new EmbeddingHead("Place", 4, "place")], [], []);
        var adapter = new TinyAdapter(architecture);
        var examples = identities.Split(' ').Select((identity, i) => new Example($"{i}", new RgbImage(2, 2), null, null) { Identity = identity }).ToArray();

        var found = Supervision.Check([(adapter, Parts(DataStatistics.Collect(adapter, Source(examples))))]).Select(finding => finding.ToString()).ToArray();

        if (expected is null)
            found.ShouldBeEmpty();
        else
            found.ShouldHaveSingleItem().ShouldContain(expected);
    }

    private static string[] Messages(DataStatistics train, DataStatistics? test = null) =>
        [.. Supervision.Check([(Adapter.Bare, Parts(train, test))]).Select(finding => finding.ToString())];

    private static Dictionary<Split, DataStatistics> Parts(DataStatistics train, DataStatistics? test = null) =>
        test is null ? new() { [Split.Train] = train } : new() { [Split.Train] = train, [Split.Test] = test };

    private static DataStatistics Counted(params Example[] examples) => DataStatistics.Collect(Adapter.Bare, Source(examples));

    private static DataChecker Checker() => new(Adapter.Bare);

    private static Example Boxes(string id, params string[] labels)
    {
        var image = new RgbImage(2, 2);
        // No two are the same picture.
        BitConverter.TryWriteBytes(image.Pixels, string.GetHashCode(id, StringComparison.Ordinal));
        return new(id, image, [.. labels.Select(label => new LabelledObject(label, Somewhere))], null);
    }

    private static ListSource Source(params Example[] examples) => new(examples);

    private sealed class ListSource(Example[] examples) : IExampleSource
    {
        public int Count => examples.Length;

        public IReadOnlyCollection<string>? LabelNames { get; set; }

        public IReadOnlyList<DataRemark> Remarks { get; set; } = [];

        public Example Read(int index) => examples[index];
    }

    private sealed class Adapter(IExampleSource source) : DataAdapter
    {
        private readonly TinyAdapter labels = new();

        public static Adapter Bare { get; } = new(MemorySource.Flat(1));

        public IReadOnlyList<string> Declared { get; init; } = [];

        public override string Name => "Tiny";

        public override Architecture Architecture => labels.Architecture;

        public override IReadOnlyList<Transform> Transforms => [];

        public override IReadOnlyList<string> DeclaredLabels => Declared;

        public override IExampleSource Open(string? root, Split split) => source;

        public override int MapLabel(int head, string label) => labels.MapLabel(head, LabelKey(label));
    }
}
