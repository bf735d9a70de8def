using System.Globalization;
using System.Text;

namespace MtlDsl.Drawing;

/// <summary>Writes SVG elements, a line each; the same calls give the same bytes everywhere.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new();

    public void Line(string line) => text.Append(line).Append('\n');

    public void Rect(Area area, string style) =>
        Line($"<rect x=\"{Number(area.Left)}\" y=\"{Number(area.Top)}\" width=\"{Number(area.Width)}\" height=\"{Number(area.Height)}\" {style}/>");

    public void Polygon(IEnumerable<(double X, double Y)> points, string style) => Line($"<polygon points=\"{Points(points)}\" {style}/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string style) => Line($"<polyline points=\"{Points(points)}\" fill=\"none\" {style}/>");

    public void Circle(double x, double y, double radius, string style) =>
        Line($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" {style}/>");

    public void Text(Label label) => Line(
        $"<text x=\"{Number(label.X)}\" y=\"{Number(label.Y)}\" font-size=\"{Number(label.Size)}\" text-anchor=\"{label.Anchor.ToString().ToLowerInvariant()}\""
        + $"{(label.Bold ? " font-weight=\"bold\"" : "")} fill=\"{label.Fill}\">{Escape(label.Text)}</text>");

    public override string ToString() => text.ToString();

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Escape(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(" ", points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));
}
