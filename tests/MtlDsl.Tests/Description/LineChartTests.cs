using System.Globalization;
using System.Xml.Linq;
using MtlDsl.Drawing;

namespace MtlDsl.Tests.Description;

public class LineChartTests
{
    private static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(0, 150));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_text_covers_another_and_all_stay_on_the_page(int seed)
    {
        var chart = Random(seed);

        var labels = chart.Labels();

        foreach (var (label, index) in labels.Select((label, index) => (label, index)))
        {
            label.Area.Left.ShouldBeGreaterThanOrEqualTo(0, label.Text);
            label.Area.Right.ShouldBeLessThanOrEqualTo(chart.Width, label.Text);
            label.Area.Top.ShouldBeGreaterThanOrEqualTo(0, label.Text);
            label.Area.Bottom.ShouldBeLessThanOrEqualTo(chart.Height, label.Text);
            foreach (var other in labels.Take(index))
                // A mark's value may stand on the curves, never on another text.
                label.Area.Overlaps(other.Area).ShouldBeFalse($"'{label.Text}' covers '{other.Text}'");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Curves_stay_between_the_axes_and_the_drawing_repeats(int seed)
    {
        var drawing = Random(seed).ToSvg();

        drawing.ShouldBe(Random(seed).ToSvg());
        var lines = XDocument.Parse(drawing).Descendants(svg + "polyline").Select(Points).ToList();
        var grid = lines.Where(points => points.Length == 2 && points[0].Y == points[1].Y).ToList();
        if (grid.Count == 0)
            return;
        var (left, right) = (grid.Min(p => p[0].X), grid.Max(p => p[1].X));
        var (top, bottom) = (grid.Min(p => p[0].Y), grid.Max(p => p[0].Y));
        foreach (var (x, y) in lines.SelectMany(points => points))
        {
            x.ShouldBeInRange(left - 0.02, right + 0.02);
            y.ShouldBeInRange(top - 0.02, bottom + 0.02);
        }
    }

    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0.31, 0.52, "0.3 0.35 0.4 0.45 0.5 0.55")]
    [InlineData(-3, 12, "-5 0 5 10 15")]
    [InlineData(0, 30000, "0 10,000 20,000 30,000")]
    [InlineData(2, 2, "1 1.5 2 2.5 3")]
    public void Ticks_are_round_numbers_around_the_values(double low, double high, string expected)
    {
        var axis = ChartAxis.Linear(low, high);

        var texts = Enumerable.Range(0, axis.Ticks.Count).Select(axis.TextAt).ToList();
        string.Join(" ", texts.Select(Trimmed)).ShouldBe(expected);
        axis.At(axis.Low).ShouldBe(0);
        axis.At(axis.High).ShouldBe(1);
    }

    [Fact]
    public void Logarithmic_axes_have_equal_factors()
    {
        var axis = ChartAxis.Logarithmic(0.03, 42);

        axis.Ticks.ShouldBe([0.01, 0.1, 1, 10, 100], 1e-12);
        (axis.At(1) - axis.At(0.1)).ShouldBe(axis.At(10) - axis.At(1), 1e-12);
        ChartAxis.Logarithmic(1.1, 4.4).Ticks.ShouldBe([1, 2, 5], 1e-12);
    }

    [Fact]
    public void A_curve_of_many_points_is_its_mean_in_the_band_of_its_values()
    {
        var chart = new LineChart("Loss", "steps", [new("Objects", 0, [.. Enumerable.Range(0, 10_000).Select(i => ((double)i, i % 2 == 0 ? 1.0 : 3))])]);

        var drawing = XDocument.Parse(chart.ToSvg());

        var curve = Points(drawing.Descendants(svg + "polyline").Last());
        curve.Length.ShouldBeLessThan(200);
        // A stretch of an odd number of points has one high or low value more.
        (curve.Max(p => p.Y) - curve.Min(p => p.Y)).ShouldBeLessThan(4);
        var band = Points(drawing.Descendants(svg + "polygon").Single());
        band.Select(p => p.Y).Distinct().Count().ShouldBe(2);
        (band.Min(p => p.Y) + band.Max(p => p.Y)).ShouldBe(2 * curve.Average(p => p.Y), 1);
    }

    [Fact]
    public void The_best_is_marked_where_it_is()
    {
        var chart = new LineChart("Validation", "steps", [new("Objects", 1, [(0, 0.1), (50, 0.6), (100, 0.4)]) { Mark = (50, 0.6) }]);

        var drawing = XDocument.Parse(chart.ToSvg());

        var ring = drawing.Descendants(svg + "circle").Last();
        var curve = Points(drawing.Descendants(svg + "polyline").Last());
        (Number(ring, "cx"), Number(ring, "cy")).ShouldBe(curve[1]);
        drawing.Descendants(svg + "text").Select(text => text.Value).ShouldContain("0.600");
        ring.Attribute("style")!.Value.ShouldContain("--series-1");
    }

    [Fact]
    public void What_is_no_number_is_left_out_and_nothing_is_said_to_be_nothing()
    {
        var gaps = new LineChart("Loss", "steps", [new("a", 0, [(1, 2), (2, double.NaN), (3, 0), (4, 1)])]) { Logarithmic = true };
        Points(XDocument.Parse(gaps.ToSvg()).Descendants(svg + "polyline").Last()).Length.ShouldBe(2);

        var empty = XDocument.Parse(new LineChart("<Loss & \"more\">", "steps", []).ToSvg());
        empty.Descendants(svg + "text").Select(text => text.Value).ShouldBe(["<Loss & \"more\">", "nothing yet"]);
    }

    private static LineChart Random(int seed)
    {
        var random = new Random(seed);
        var scale = Math.Pow(10, random.Next(-6, 6));
        var steps = random.Next(1, 20_000);
        var series = Enumerable.Range(0, random.Next(0, 6)).Select(index =>
        {
            var (x, points) = (0, new List<(double X, double Y)>());
            for (var count = random.Next(0, 400); count > 0; count--)
                points.Add((x += random.Next(1, steps), scale * (random.NextDouble() - (seed % 3 == 0 ? 0.5 : 0))));
            var name = string.Concat(Enumerable.Repeat("Segmentation ", random.Next(1, 3)));
            return new ChartSeries($"{name}{index}", index, points) { Mark = points.Count > 0 && seed % 2 == 0 ? points.MaxBy(p => p.Y) : null };
        }).ToList();
        return new("Validation score", "steps", series) { Logarithmic = seed % 5 == 1, LeastEnd = seed % 4 == 0 ? 30_000 : 0 };
    }

    private static string Trimmed(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static (double X, double Y)[] Points(XElement line) =>
    [
        .. line.Attribute("points")!.Value.Split(' ').Select(point => point.Split(','))
            .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture))),
    ];
}
