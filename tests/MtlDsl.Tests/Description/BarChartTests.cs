using System.Globalization;
using System.Xml.Linq;
using MtlDsl.Drawing;

namespace MtlDsl.Tests.Description;

public class BarChartTests
{
    private static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    private static readonly BarChart chart = new("Two & more", [
        new BarGroup("Latency", "ms", [new("trunk <alone>", 0, 150), new("all", 1, 300), new("unknown", 2, double.NaN)]),
        new BarGroup("Weights", "MB", [new("all", 1, 0.4), new("both", 3, 1.6)]),
    ]);

    [Fact]
    public void A_bars_length_is_its_share_of_the_longest_of_its_group()
    {
        var bars = XDocument.Parse(chart.ToSvg()).Descendants(svg + "rect").Select(rect => Number(rect, "width")).ToList();

        bars.Count.ShouldBe(4);
        (bars[0] / bars[1]).ShouldBe(0.5, 0.001);
        (bars[2] / bars[3]).ShouldBe(0.25, 0.001);
    }

    [Fact]
    public void Every_bar_has_its_name_and_value_and_stays_on_the_page()
    {
        var drawing = XDocument.Parse(chart.ToSvg());
        var texts = drawing.Descendants(svg + "text").ToList();

        texts.Select(text => text.Value).ShouldBe(
            ["Two & more", "Latency, ms", "trunk <alone>", "150", "all", "300", "unknown", "Weights, MB", "all", "0.40", "both", "1.60"]);
        var page = drawing.Root!.Attribute("viewBox")!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        foreach (var rect in drawing.Descendants(svg + "rect"))
        {
            (Number(rect, "x") + Number(rect, "width")).ShouldBeLessThan(page[2]);
            (Number(rect, "y") + Number(rect, "height")).ShouldBeLessThan(page[3]);
        }
        chart.ToSvg().ShouldBe(chart.ToSvg());
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
