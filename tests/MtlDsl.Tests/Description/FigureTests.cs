using System.Xml.Linq;
using MtlDsl.Drawing;

namespace MtlDsl.Tests.Description;

public class FigureTests
{
    private static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(0, 200));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_text_covers_another_or_leaves_the_page(int seed)
    {
        var figure = NetworkFigure.Of(SampleNetworks.Make(seed));
        var texts = figure.Labels.Select(label => (label.Text, label.Area)).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            figure.Page.Contains(texts[i].Area).ShouldBeTrue($"'{texts[i].Text}' leaves the page");
            for (var j = 0; j < i; j++)
                texts[i].Area.Overlaps(texts[j].Area).ShouldBeFalse($"'{texts[i].Text}' covers '{texts[j].Text}'");
            foreach (var box in figure.Boxes)
                (box.Contains(texts[i].Area) || !box.Overlaps(texts[i].Area)).ShouldBeTrue($"'{texts[i].Text}' lies across the edge of a box");
        }
        for (var i = 0; i < figure.Boxes.Count; i++)
            for (var j = 0; j < i; j++)
                figure.Boxes[i].Overlaps(figure.Boxes[j]).ShouldBeFalse("two boxes overlap");
        foreach (var slab in figure.Slabs)
        {
            figure.Page.Contains(slab).ShouldBeTrue("a stage leaves the page");
            figure.Boxes.ShouldAllBe(box => !box.Overlaps(slab));
            texts.ShouldAllBe(text => !text.Area.Overlaps(slab));
        }
        for (var i = 0; i < figure.Slabs.Count; i++)
            for (var j = 0; j < i; j++)
                figure.Slabs[i].Overlaps(figure.Slabs[j]).ShouldBeFalse("two stages overlap");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_stage_and_head_is_drawn(int seed)
    {
        var architecture = SampleNetworks.Make(seed);
        var drawing = XDocument.Parse(architecture.ToSvg());

        var texts = drawing.Descendants(svg + "text").Select(text => text.Value).ToList();
        foreach (var tap in architecture.Taps)
        {
            texts.ShouldContain(tap.Member);
            texts.ShouldContain($"{tap.Channels}×{tap.Height}×{tap.Width}");
        }
        foreach (var head in architecture.Heads)
            texts.ShouldContain(head.Name);
        // What describes it to those who do not see it.
        drawing.Root!.Element(svg + "title")!.Value.ShouldContain(architecture.Name);
        drawing.Root.Element(svg + "desc")!.Value.ShouldContain(architecture.Heads[^1].Name);
        drawing.Root.Attribute("aria-labelledby")!.Value.Split(' ').ShouldBe([.. drawing.Root.Elements().Take(2).Select(e => e.Attribute("id")!.Value)]);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes_in_every_culture()
    {
        var expected = SampleNetworks.Make(3).ToSvg();
        foreach (var culture in Culture.All)
            Culture.In(culture, SampleNetworks.Make(3).ToSvg).ShouldBe(expected, culture);
        expected.ShouldNotContain("\r");
    }

    [Fact]
    public void A_description_without_stages_cannot_be_drawn() =>
        Should.Throw<InvalidOperationException>(() => (SampleNetworks.Make(1) with { Taps = [] }).ToSvg()).Message.ShouldContain("no stages");

    [Theory]
    [InlineData(999, "999")]
    [InlineData(1000, "1.00 k")]
    [InlineData(9_994, "9.99 k")]
    [InlineData(9_996, "10.0 k")]
    [InlineData(999_400, "999 k")]
    [InlineData(999_500, "1.00 M")]
    [InlineData(39_291_224, "39.3 M")]
    [InlineData(999_500_000, "1.00 G")]
    [InlineData(123_456_789_000, "123 G")]
    public void Counts_have_three_digits(long count, string text) => Metric.Text(count).ShouldBe(text);
}
