using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class PascalTextSourceTests : IDisposable
{
    private const string TwoPeople = """
        # Compatible with PASCAL Annotation Version 1.00
        Image filename : "PennFudanPed/PNGImages/a.png"
        Image size (X x Y x C) : 40 x 20 x 3
        Database : "The Penn-Fudan-Pedestrian Database"
        Objects with ground truth : 2 { "PASpersonWalking" "PASpersonStanding" }
        # Top left pixel co-ordinates : (1, 1)
        # Details for pedestrian 1 ("PASpersonWalking")
        Original label for object 1 "PASpersonWalking" : "PennFudanPed"
        Bounding box for object 1 "PASpersonWalking" (Xmin, Ymin) - (Xmax, Ymax) : (1, 1) - (10, 20)
        Pixel mask for object 1 "PASpersonWalking" : "PennFudanPed/PedMasks/a_mask.png"

        # Details for pedestrian 2 ("PASpersonStanding")
        Original label for object 2 "PASpersonStanding" : "PennFudanPed"
        Bounding box for object 2 "PASpersonStanding" (Xmin, Ymin) - (Xmax, Ymax) : (21, 6) - (40, 15)
        Pixel mask for object 2 "PASpersonStanding" : "PennFudanPed/PedMasks/a_mask.png"

        """;

    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ReadsBoxesAndTheMaskThatTheAnnotationNames()
    {
        var labels = new LabelMap(40, 20);
        Painter.Fill(labels, new Box(0, 0, 10, 20), 1);
        Painter.Fill(labels, new Box(20, 5, 40, 15), 2);
        Add("a", TwoPeople).GreyMask("PedMasks/a_mask.png", labels);

        var example = Open(Split.Train).Read(0);

        example.Id.ShouldBe("a");
        example.Objects.ShouldBe([
            new LabelledObject("PASpersonWalking", new Box(0, 0, 0.25f, 1)),
            new LabelledObject("PASpersonStanding", new Box(0.5f, 0.25f, 1, 0.75f)),
        ]);
        var mask = example.Mask.ShouldNotBeNull();
        mask.Values.Labels.ShouldBe(labels.Labels);
        mask.Labels.ShouldBe(
            new Dictionary<byte, string?> { [0] = "background", [1] = "PASpersonWalking", [2] = "PASpersonStanding" }, ignoreOrder: true);
    }

    [Fact]
    public void ReadsWindowsLineEnds()
    {
        Add("a", TwoPeople.ReplaceLineEndings("\r\n"));

        Open(Split.Train).Read(0).Objects.ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public void WithoutMasksThereAreBoxesOnly()
    {
        Add("a", TwoPeople);

        Open(Split.Train).Read(0).Mask.ShouldBeNull();
    }

    [Fact]
    public void AnImageWithoutObjectsIsAllBackground()
    {
        const string nobody = "# PASCAL Annotation Version 1.00\nImage size (X x Y x C) : 40 x 20 x 3\nObjects with ground truth : 0 { }\n";
        Add("a", nobody).GreyMask("PedMasks/b_mask.png", new LabelMap(1, 1));

        var example = Open(Split.Train).Read(0);

        example.Objects.ShouldNotBeNull().ShouldBeEmpty();
        example.Mask.ShouldNotBeNull().Values.Labels.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void EveryFifthImageIsForTesting()
    {
        foreach (var stem in "gfedcba".Select(c => $"{c}"))
            Add(stem, TwoPeople);

        Ids(Open(Split.Test)).ShouldBe(["e"]);
        Ids(Open(Split.Train)).ShouldBe(["a", "b", "c", "d", "f", "g"]);
    }

    [Theory]
    [InlineData("PASCAL Annotation Version 1.00", "PASCAL Annotation Version 2.00", "line 1")]
    [InlineData("40 x 20 x 3", "40 by 20", "line 3")]
    [InlineData("truth : 2 {", "truth : two {", "line 5")]
    [InlineData("truth : 2 {", "truth : 3 {", "announces 3")]
    [InlineData("(10, 20)", "(10, 20", "line 9")]
    [InlineData("(10, 20)", "(-9, 20)", "line 9")]
    [InlineData("(40, 15)", "(90, 15)", "line 14")]
    [InlineData("box for object 2", "box for object 3", "line 14")]
    [InlineData("Image size", "Picture size", "Image size")]
    public void NamesTheFileAndTheLine(string good, string bad, string what)
    {
        TwoPeople.ShouldContain(good);
        Add("a", TwoPeople.Replace(good, bad, StringComparison.Ordinal));

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("Annotation/a.txt")),
            message => message.ShouldContain(what));
    }

    [Fact]
    public void NoticesAFileThatIsCutShort()
    {
        Add("a", TwoPeople[..TwoPeople.IndexOf("# Details for pedestrian 2", StringComparison.Ordinal)]);

        Fault(() => Open(Split.Train).Read(0)).ShouldContain("announces 2 objects but has 1");
    }

    [Fact]
    public void RefusesAnImageOfAnotherSizeThanAnnotated()
    {
        Add("a", TwoPeople).Image("PNGImages/a.png", 20, 40);

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(m => m.ShouldContain("a.txt"), m => m.ShouldContain("20x40"));
    }

    [Fact]
    public void RefusesAMissingTruncatedOrOddMask()
    {
        Add("a", TwoPeople).GreyMask("PedMasks/other.png", new LabelMap(1, 1));
        Fault(() => Open(Split.Train).Read(0)).ShouldContain(tree.Path("PedMasks/a_mask.png"));
        tree.GreyMask("PedMasks/a_mask.png", new LabelMap(41, 20));
        Fault(() => Open(Split.Train).Read(0)).ShouldContain("41x20");
        tree.GreyMask("PedMasks/a_mask.png", new LabelMap(40, 20)).Truncate("PedMasks/a_mask.png");
        Fault(() => Open(Split.Train).Read(0)).ShouldContain(tree.Path("PedMasks/a_mask.png"));
    }

    [Fact]
    public void ObjectsNeedAMaskWhereTheDataSetHasMasks()
    {
        var annotation = string.Join('\n', TwoPeople.Split('\n').Where(line => !line.StartsWith("Pixel mask", StringComparison.Ordinal)));
        Add("a", annotation).GreyMask("PedMasks/a_mask.png", new LabelMap(40, 20));

        Fault(() => Open(Split.Train).Read(0)).ShouldContain("names no pixel mask");
    }

    [Fact]
    public void SaysWhatTreeIsExpected()
    {
        Fault(() => new PascalTextSource(null, Split.Train)).ShouldContain("PNGImages");
        Fault(() => new PascalTextSource(tree.Path("nowhere"), Split.Train)).ShouldContain("PNGImages");
        Fault(() => Open(Split.Train)).ShouldContain("'PNGImages'");
        tree.Image("PNGImages/a.png", 4, 4);
        Fault(() => Open(Split.Train)).ShouldContain("'Annotation'");
    }

    [Fact]
    public void NamesTheImageWithoutAnnotationAndTheAnnotationWithoutImage()
    {
        Add("a", TwoPeople).Image("PNGImages/b.png", 4, 4);
        Fault(() => Open(Split.Train)).ShouldContain("Annotation/b.txt");
        File.Move(tree.Path("PNGImages/b.png"), tree.Path("PNGImages/a.png"), overwrite: true);
        Add("c", TwoPeople);
        File.Delete(tree.Path("PNGImages/a.png"));
        Fault(() => Open(Split.Train)).ShouldContain("PNGImages/a.png");
    }

    private PascalTextSource Open(Split split) => new(tree.Root, split);

    private TemporaryTree Add(string stem, string annotation) =>
        tree.Image($"PNGImages/{stem}.png", 40, 20).Text($"Annotation/{stem}.txt", annotation);

    private static string[] Ids(IExampleSource source) => [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Id)];

    private static string Fault(Func<object> action) => Should.Throw<DataException>(action).Message;
}
