using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class StanfordDroneSourceTests : IDisposable
{
    private const string Rows = """
        0 10 4 20 12 0 0 0 0 "Biker"
        0 11 4 21 12 1 0 0 1 "Biker"
        1 0 0 8 10 2 0 1 0 "Pedestrian"
        2 0 0 8 10 2 1 0 0 "Car"
        3 36 16 60 22 2 0 0 0 "Bus" "waiting"
        4 40 0 50 9 2 0 0 0 "Cart"

        """;

    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ReadsEveryFrameThatTheStepDivides()
    {
        AddVideo("gates", 0, 4);
        AddVideo("quad", 0, 4);

        var source = Open(Split.Train, step: 2);

        source.Count.ShouldBe(2);
        var (first, second) = (source.Read(0), source.Read(1));
        first.Id.ShouldEndWith("/video0/000000");
        first.Objects.ShouldBe([new("Biker", new Box(0.25f, 0.2f, 0.5f, 0.6f))]);
        // The lost car is not there; the bus and the cart are where they were seen, over the edge and beyond it.
        second.Objects.ShouldNotBeNull().Select(o => (o.Label, o.Difficult)).ShouldBe([("Pedestrian", true), ("Bus", false), ("Cart", false)]);
        second.Objects[1].Box.Overlap(new Box(0.9f, 0.8f, 1.5f, 1.1f)).ShouldBe(1, 1e-4);
        new StanfordDroneSource(tree.Root, Split.Train, 2, keepOccluded: true).Read(1).Objects![0].Difficult.ShouldBeFalse();
    }

    [Theory]
    [InlineData(DroneParts.Video)]
    [InlineData(DroneParts.Scene)]
    [InlineData(DroneParts.Frame)]
    public void AFifthIsForTestingAndWhatIsKeptTogetherIsInOnePart(DroneParts keep)
    {
        foreach (var scene in new[] { "gates", "quad", "hyang", "nexus", "little" })
            for (var video = 0; video < 2; video++)
                AddVideo(scene, video, 3);

        var (train, test) = (new StanfordDroneSource(tree.Root, Split.Train, keep: keep), new StanfordDroneSource(tree.Root, Split.Test, keep: keep));

        (train.Count, test.Count).ShouldBe((24, 6));
        string[] Of(StanfordDroneSource source) => [.. Enumerable.Range(0, source.Count).Select(i => Kept(source, i)).Distinct()];
        Of(train).Intersect(Of(test)).ShouldBeEmpty();

        string Kept(StanfordDroneSource source, int i) => keep switch
        {
            DroneParts.Video => source.Origin(i)!,
            DroneParts.Scene => source.Origin(i)!.Split('/')[0],
            _ => source.Read(i).Id,
        };
    }

    [Fact]
    public void FindsFramesBesideTheVideoAsPublished()
    {
        foreach (var video in new[] { 0, 1 })
            tree.Text($"annotations/gates/video{video}/annotations.txt", Rows).Image($"videos/gates/video{video}/frames/000000.jpg", 40, 20);

        Open(Split.Train).Read(0).Objects.ShouldNotBeNull().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("0 1 2 3 4 0 0 0 \"Biker\"")]
    [InlineData("0 1 2 3 x 0 0 0 0 \"Biker\"")]
    [InlineData("0 1 2 3 4 0 0 0 0 Biker")]
    [InlineData("0 1 2 90 4 0 0 0 0 \"Biker\"")]
    [InlineData("0 9 2 3 4 0 0 0 0 \"Biker\"")]
    public void NamesTheFileAndTheLine(string row)
    {
        AddVideo("gates", 0, 1, Rows + row);
        AddVideo("gates", 1, 1, Rows + row);

        Fault(() => Open(Split.Train).Read(0)).ShouldContain("annotations.txt, line 7");
    }

    [Fact]
    public void SaysWhatIsMissing()
    {
        Fault(() => Open(Split.Train)).ShouldContain("SCENE/VIDEO/annotations.txt");
        tree.Text("gates/video0/annotations.txt", Rows);
        Fault(() => Open(Split.Train)).ShouldContain("ffmpeg");
        AddVideo("gates", 0, 3);
        Fault(() => Open(Split.Test)).ShouldContain("one Video only");
        tree.Image("gates/video0/frames/first.jpg", 40, 20);
        Fault(() => Open(Split.Train)).ShouldContain("first.jpg");
    }

    [Fact]
    public void HiddenFoldersAndFilesArePassedOver()
    {
        AddVideo("gates", 0, 5);
        AddVideo(".trash", 1, 5);
        tree.Image("gates/video0/frames/._000000.jpg", 40, 20);

        var parts = new[] { Split.Train, Split.Test }.Select(split => new StanfordDroneSource(tree.Root, split, keep: DroneParts.Frame)).ToArray();

        parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(part.Id)).Order().ShouldBe(Enumerable.Range(0, 5).Select(frame => $"gates/video0/00000{frame}"));
        parts[0].Read(0).Id.ShouldBe(parts[0].Id(0));
    }

    private StanfordDroneSource Open(Split split, int step = 1) => new(tree.Root, split, step);

    private void AddVideo(string scene, int video, int frames, string rows = Rows)
    {
        tree.Text($"{scene}/video{video}/annotations.txt", rows);
        for (var frame = 0; frame < frames; frame++)
            tree.Image($"{scene}/video{video}/frames/{frame:D6}.jpg", 40, 20);
    }

    private static string Fault(Func<object> action) => Should.Throw<DataException>(action).Message;
}
