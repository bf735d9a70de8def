namespace MtlDsl.Drawing;

/// <summary>
/// Curves over a common x, as a picture that needs nothing else. Texts take the colour of what is around the picture, and the colours of
/// curves can be set from there (<c>--series-0</c> and so on, <c>--chart-grid</c>), so that it is at home on light and dark pages.
/// </summary>
/// <param name="Title">What is shown.</param>
/// <param name="XName">What x is.</param>
/// <param name="Series">The curves; one with many points is drawn as its running mean in the band of its values.</param>
public sealed record LineChart(string Title, string XName, IReadOnlyList<ChartSeries> Series)
{
    private const double Margin = 6, TitleSize = 13, TextSize = 10.5, Line = 15, Swatch = 14, LegendGap = 14, Dot = 2.4, Ring = 4.2;
    private const int MostPoints = 160, DottedPoints = 40;

    /// <summary>Width of the picture.</summary>
    public double Width { get; init; } = 470;

    /// <summary>Height of the picture.</summary>
    public double Height { get; init; } = 250;

    /// <summary>Whether equal distances on the y axis are equal factors; values that are not above 0 are then left out.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Where the x axis ends at least, so that what is still to come can be seen; 0 to end it with the curves.</summary>
    public double LeastEnd { get; init; }

    /// <summary>Draws the chart. The same curves give the same bytes.</summary>
    /// <returns>An SVG document.</returns>
    public string ToSvg()
    {
        var svg = new SvgWriter();
        var size = $"{SvgWriter.Number(Width)} {SvgWriter.Number(Height)}";
        svg.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size}\" role=\"img\" aria-label=\"{SvgWriter.Escape(Title)}\" font-family=\"Arial, Helvetica, sans-serif\">");
        foreach (var label in Labels())
            svg.Text(label);
        var layout = Arrange();
        foreach (var (place, color) in layout.Swatches)
            svg.Rect(place, $"rx=\"2\" style=\"fill:{Color(color)}\"");
        if (layout.Plot is { } plot)
            Draw(svg, plot);
        svg.Line("</svg>");
        return svg.ToString();
    }

    /// <summary>Every text.</summary>
    internal IReadOnlyList<Label> Labels()
    {
        var (labels, _, plot) = Arrange();
        return plot is null ? [.. labels, Note("nothing yet", Width / 2, Height / 2, Anchor.Middle)] : [.. labels, .. AxisLabels(plot), .. MarkLabels(plot)];
    }

    private static string Color(int index) => $"var(--series-{index},{Palette.Head(index)})";

    private static Label Note(string text, double x, double y, Anchor anchor) => new(text, x, y, TextSize, anchor, Fill: "currentColor");

    private IReadOnlyList<(double X, double Y)> Shown(ChartSeries series) =>
        [.. series.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!Logarithmic || p.Y > 0))];

    private (double X, double Y)? MarkOf(ChartSeries series) => series.Mark is { } mark && Shown(series).Contains(mark) ? mark : null;

    // Title and legend first: what they leave is the plot's.
    private (List<Label> Labels, List<(Area Place, int Color)> Swatches, Plot? Plot) Arrange()
    {
        var labels = new List<Label> { new(Title, Margin, Margin + TitleSize, TitleSize, Bold: true, Fill: "currentColor") };
        var swatches = new List<(Area, int)>();
        var (x, y) = (Margin, Margin + TitleSize + Line + 2);
        foreach (var series in Series.Count > 1 || Series.Any(s => s.Name != Title) ? Series : [])
        {
            var width = Swatch + 5 + TextWidth.Of(series.Name, TextSize);
            if (x > Margin && x + width > Width - Margin)
                (x, y) = (Margin, y + Line);
            swatches.Add((new Area(x, y - 7, Swatch, 5), series.Color));
            labels.Add(Note(series.Name, x + Swatch + 5, y, Anchor.Start));
            x += width + LegendGap;
        }
        var points = Series.SelectMany(Shown).ToList();
        if (points.Count == 0)
            return (labels, swatches, null);
        var (low, high) = (points.Min(p => p.Y), points.Max(p => p.Y));
        var yAxis = Logarithmic ? ChartAxis.Logarithmic(low, high) : ChartAxis.Linear(low, high);
        var xAxis = ChartAxis.Exact(points.Min(p => p.X), Math.Max(points.Max(p => p.X), LeastEnd));
        var left = Margin + Enumerable.Range(0, yAxis.Ticks.Count).Max(tick => TextWidth.Of(yAxis.TextAt(tick), TextSize)) + 5;
        var top = (swatches.Count > 0 ? y : Margin + TitleSize) + 16;
        return (labels, swatches, new Plot(new Area(left, top, Width - Margin - 12 - left, Height - Margin - 2 * Line - top), xAxis, yAxis));
    }

    private IEnumerable<Label> AxisLabels(Plot plot)
    {
        for (var tick = 0; tick < plot.Y.Ticks.Count; tick++)
            yield return Note(plot.Y.TextAt(tick), plot.Area.Left - 5, plot.Down(plot.Y.Ticks[tick]) + 3.5, Anchor.End);
        var free = double.NegativeInfinity;
        for (var tick = 0; tick < plot.X.Ticks.Count; tick++)
        {
            var label = Note(plot.X.TextAt(tick), plot.Across(plot.X.Ticks[tick]), plot.Area.Bottom + Line - 2, Anchor.Middle);
            if (label.Area.Left < free || label.Area.Right > Width)
                continue;
            free = label.Area.Right + 4;
            yield return label;
        }
        yield return Note(XName, (plot.Area.Left + plot.Area.Right) / 2, plot.Area.Bottom + 2 * Line - 1, Anchor.Middle);
    }

    // A value stands above its mark where there is room, and below the one before it where that took the room.
    private List<Label> MarkLabels(Plot plot)
    {
        var placed = new List<Label>();
        foreach (var series in Series)
            if (MarkOf(series) is { } mark)
            {
                var text = ChartAxis.Text(mark.Y, mark.Y == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(mark.Y))) - 2));
                var half = TextWidth.Of(text, TextSize) / 2;
                var x = Math.Clamp(plot.Across(mark.X), plot.Area.Left + half + 2, plot.Area.Right - half);
                foreach (var shift in new[] { -8.0, 15, -20, 27 })
                {
                    var label = new Label(text, x, plot.Down(mark.Y) + shift, TextSize, Anchor.Middle, Bold: true, Fill: "currentColor");
                    if (label.Area.Top < plot.Area.Top - 12 || label.Area.Bottom > plot.Area.Bottom || placed.Exists(other => other.Area.Overlaps(label.Area)))
                        continue;
                    placed.Add(label);
                    break;
                }
            }
        return placed;
    }

    private void Draw(SvgWriter svg, Plot plot)
    {
        foreach (var tick in plot.Y.Ticks)
            svg.Polyline([(plot.Area.Left, plot.Down(tick)), (plot.Area.Right, plot.Down(tick))], "style=\"stroke:var(--chart-grid,#d9dde3)\" stroke-width=\"1\"");
        foreach (var series in Series)
            Draw(svg, plot, series);
        foreach (var series in Series)
            if (MarkOf(series) is { } mark)
                svg.Circle(plot.Across(mark.X), plot.Down(mark.Y), Ring, $"fill=\"none\" stroke-width=\"2\" style=\"stroke:{Color(series.Color)}\"");
    }

    private void Draw(SvgWriter svg, Plot plot, ChartSeries series)
    {
        var points = Shown(series);
        if (points.Count == 0)
            return;
        if (points.Count > MostPoints)
        {
            var thinned = CurveThinning.Thin(points, MostPoints);
            var band = thinned.Select(p => plot.At(p.X, p.High)).Concat(thinned.Reverse().Select(p => plot.At(p.X, p.Low)));
            svg.Polygon(band, $"fill-opacity=\"0.18\" style=\"fill:{Color(series.Color)}\"");
            points = [.. thinned.Select(p => (p.X, p.Mean))];
        }
        svg.Polyline(points.Select(p => plot.At(p.X, p.Y)), $"stroke-width=\"1.8\" stroke-linejoin=\"round\" style=\"stroke:{Color(series.Color)}\"");
        if (points.Count <= DottedPoints)
            foreach (var (x, y) in points)
                svg.Circle(plot.Across(x), plot.Down(y), Dot, $"style=\"fill:{Color(series.Color)}\"");
    }

    /// <summary>Where the curves are, and how values become places there.</summary>
    private sealed record Plot(Area Area, ChartAxis X, ChartAxis Y)
    {
        public double Across(double value) => Area.Left + X.At(value) * Area.Width;

        public double Down(double value) => Area.Bottom - Y.At(value) * Area.Height;

        public (double X, double Y) At(double x, double y) => (Across(x), Down(y));
    }
}
