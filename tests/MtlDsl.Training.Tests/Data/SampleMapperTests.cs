using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class SampleMapperTests
{
    private static readonly Box Somewhere = new(0.1f, 0.2f, 0.3f, 0.4f);

    private readonly SampleMapper mapper = new(new TinyAdapter());

    [Fact]
    public void MapsObjectsAndLeavesIgnoredOnesOut()
    {
        var sample = mapper.Map(Boxes(new("other", Somewhere, true, true), new("clutter", Somewhere), new("thing", Somewhere)));

        sample.Id.ShouldBe("picture");
        sample.View.ShouldBe(View.Whole);
        sample.Colors.ShouldBeEmpty();
        sample.Labels[TinyNetwork.Surfaces].ShouldBeNull();
        sample.Labels[TinyNetwork.Objects].ShouldBeOfType<ObjectLabels>().Objects
            .ShouldBe([new ObjectLabel(1, Somewhere, true, true), new ObjectLabel(0, Somewhere, false)]);
    }

    [Fact]
    public void OfABoxCountsWhatTheImageShows()
    {
        var sample = mapper.Map(Boxes(
            new("thing", new Box(-0.5f, 0.25f, 0.5f, 1.25f)), new("thing", new Box(1.1f, 0, 1.2f, 1)), new("thing", new Box(0.5f, 0, 0.5f, 1)), new("thing", new Box(0.5f, 0, 0.25f, 1))));

        sample.Labels[TinyNetwork.Objects].ShouldBeOfType<ObjectLabels>().Objects.ShouldBe([new ObjectLabel(0, new Box(0, 0.25f, 0.5f, 1), false)]);
    }

    [Fact]
    public void MapsMasksByValue()
    {
        var sample = mapper.Map(Mask([7, 9, 3, 255], new() { [7] = "thing", [9] = "clutter", [3] = "ground", [255] = null }));

        sample.Labels[TinyNetwork.Objects].ShouldBeNull();
        sample.Labels[TinyNetwork.Surfaces].ShouldBeOfType<PixelLabels>().Classes.Labels
            .ShouldBe([1, SegmentationTargets.Ignored, 0, SegmentationTargets.Ignored]);
    }

    [Fact]
    public void ALabelThatDoesNotOccurMayBeUnknown() =>
        mapper.Map(Mask([7, 7, 7, 7], new() { [7] = "thing", [8] = "zebra" })).Labels[TinyNetwork.Surfaces].ShouldNotBeNull();

    [Fact]
    public void AnUnknownLabelNamesImageLabelHeadAndRemedy()
    {
        foreach (var (example, head) in new[]
        {
            (Boxes(new LabelledObject("zebra", Somewhere)), "Objects"),
            (Mask([7, 8, 7, 7], new() { [7] = "thing", [8] = "zebra" }), "Surfaces"),
        })
            Should.Throw<DataException>(() => mapper.Map(example)).Message.ShouldSatisfyAllConditions(
                message => message.ShouldContain("'picture'"),
                message => message.ShouldContain("\"zebra\""),
                message => message.ShouldContain($"'{head}'"),
                message => message.ShouldContain("[Label(\"zebra\", ...)]"),
                message => message.ShouldContain("[Ignore(\"zebra\")]"));
    }

    [Fact]
    public void AMaskValueWithoutNameIsNamedWithItsPlace() =>
        Should.Throw<DataException>(() => mapper.Map(Mask([7, 7, 7, 42], new() { [7] = "thing" }))).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("'picture'"),
            message => message.ShouldContain("value 42 at (1, 1)"));

    private static Example Boxes(params LabelledObject[] objects) => new("picture", new RgbImage(2, 2), objects, null);

    private static Example Mask(byte[] values, Dictionary<byte, string?> labels) =>
        new("picture", new RgbImage(2, 2), null, new LabelledMask(new LabelMap(2, 2, values), labels));
}
