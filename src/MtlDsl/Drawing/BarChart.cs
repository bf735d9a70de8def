namespace MtlDsl.Drawing;

/// <summary>
/// Groups of horizontal bars, a scale each from zero, as a picture that needs nothing else. Texts take the colour of what is around the
/// picture, and the colours of bars can be set from there (<c>--series-0</c> and so on).
/// </summary>
/// <param name="Title">What is shown.</param>
/// <param name="Groups">The groups, from above to below.</param>
public sealed record BarChart(string Title, IReadOnlyList<BarGroup> Groups)
{
    private const double Margin = 8, TitleSize = 13, TextSize = 11, Row = 19, Thickness = 12, Gap = 14;

    /// <summary>Width of the picture.</summary>
    public double Width { get; init; } = 620;

    /// <summary>Draws the chart. The same bars give the same bytes.</summary>
    /// <returns>An SVG document.</returns>
    public string ToSvg()
    {
        var svg = new SvgWriter();
        var height = Margin + TitleSize + Groups.Sum(HeightOf) + Margin;
        svg.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgWriter.Number(Width)} {SvgWriter.Number(height)}\" role=\"img\" aria-label=\"{SvgWriter.Escape(Title)}\" font-family=\"Arial, Helvetica, sans-serif\">");
        svg.Text(new Label(Title, Margin, Margin + TitleSize, TitleSize, Bold: true, Fill: "currentColor"));
        var top = Margin + TitleSize;
        foreach (var group in Groups)
        {
            Draw(svg, group, top);
            top += HeightOf(group);
        }
        svg.Line("</svg>");
        return svg.ToString();
    }

    private static double HeightOf(BarGroup group) => Gap + Row + group.Bars.Count * Row;

    private void Draw(SvgWriter svg, BarGroup group, double top)
    {
        var y = top + Gap + TextSize;
        svg.Text(Note($"{group.Title}, {group.Unit}", Margin, y, Anchor.Start, bold: true));
        var bars = group.Bars.Where(bar => double.IsFinite(bar.Value)).ToList();
        if (bars.Count == 0)
            return;
        var left = Margin + Groups.SelectMany(g => g.Bars).Max(bar => TextWidth.Of(bar.Name, TextSize)) + 8;
        var longest = bars.Max(bar => bar.Value);
        var room = Width - Margin - left - bars.Max(bar => TextWidth.Of(Text(bar.Value, longest), TextSize)) - 6;
        foreach (var bar in group.Bars)
        {
            y += Row;
            svg.Text(Note(bar.Name, left - 8, y, Anchor.End));
            if (!double.IsFinite(bar.Value))
                continue;
            var length = longest > 0 ? room * bar.Value / longest : 0;
            svg.Rect(new Area(left, y - Thickness + 2, length, Thickness), $"rx=\"2\" style=\"fill:var(--series-{bar.Color},{Palette.Head(bar.Color)})\"");
            svg.Text(Note(Text(bar.Value, longest), left + length + 5, y, Anchor.Start));
        }
    }

    private static Label Note(string text, double x, double y, Anchor anchor, bool bold = false) => new(text, x, y, TextSize, anchor, bold, "currentColor");

    // Three digits of the longest bar are enough to tell bars apart.
    private static string Text(double value, double longest) => ChartAxis.Text(value, longest > 0 ? Math.Pow(10, Math.Floor(Math.Log10(longest)) - 2) : 1);
}
