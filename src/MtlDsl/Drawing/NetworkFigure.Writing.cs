namespace MtlDsl.Drawing;

/// <content>Writes what has its place: lines first, then stages and boxes, the texts on top.</content>
internal sealed partial class NetworkFigure
{
    /// <summary>The drawing as an SVG document.</summary>
    public string Write()
    {
        var svg = new SvgWriter();
        var id = new string([.. architecture.Name.Where(char.IsAsciiLetterOrDigit)]);
        svg.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}\" width=\"{SvgWriter.Number(width)}\" height=\"{SvgWriter.Number(height)}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif\">");
        svg.Line($"<title id=\"{id}-title\">{SvgWriter.Escape($"Architecture of {architecture.Name}")}</title>");
        svg.Line($"<desc id=\"{id}-desc\">{SvgWriter.Escape(Description())}</desc>");
        svg.Rect(Page, $"fill=\"{Palette.Paper}\"");
        WriteSplit(svg);
        foreach (var lane in lanes)
            WriteLine(svg, lane);
        foreach (var lane in lanes)
            WriteWires(svg, lane);
        foreach (var cell in trunk.Cells.Where(cell => cell.Readers > 1))
            WriteStem(svg, cell);
        foreach (var row in lanes.Prepend(trunk))
            WriteSlabs(svg, row);
        WriteImage(svg);
        foreach (var lane in lanes)
            WriteBoxes(svg, lane);
        foreach (var label in labels)
            svg.Text(label);
        svg.Line("</svg>");
        return svg.ToString();
    }

    private void WriteSplit(SvgWriter svg) => svg.Polyline(
        [(splitX, SplitTop), (splitX, height - LineHeight - 8)],
        $"stroke=\"{Palette.Faint}\" stroke-width=\"0.8\" stroke-dasharray=\"3 3\"");

    /// <summary>The line that joins what a head predicts and leads to its output; pixelwise heads sum on the way.</summary>
    private void WriteLine(SvgWriter svg, Row lane)
    {
        if (lane.Boxes.Count == 0)
            return;
        var from = BoxArea(lane, lane.Boxes[^1]).CenterX;
        svg.Polyline([(from, lane.BoxTop + BoxHeight), (from, lane.LineY), (Card(lane).Right + 5, lane.LineY)], Stroke(lane.Color));
        WriteArrow(svg, Card(lane).Right, lane.LineY, -1, 0, lane.Color);
        foreach (var box in lane.Boxes.SkipLast(1))
        {
            var x = BoxArea(lane, box).CenterX;
            svg.Polyline([(x, lane.BoxTop + BoxHeight), (x, lane.LineY)], Stroke(lane.Color));
            if (IsPixelwise(lane.Head!))
            {
                svg.Circle(x, lane.LineY, 5.5, $"fill=\"{Palette.Paper}\" {Stroke(lane.Color)}");
                svg.Polyline([(x - 3, lane.LineY), (x + 3, lane.LineY)], Stroke(lane.Color));
                svg.Polyline([(x, lane.LineY - 3), (x, lane.LineY + 3)], Stroke(lane.Color));
            }
            else
                svg.Circle(x, lane.LineY, 1.8, $"fill=\"{lane.Color}\"");
        }
    }

    private void WriteWires(SvgWriter svg, Row lane)
    {
        foreach (var (cell, order) in lane.Wires)
            WriteWire(svg, lane, cell, order);
        foreach (var box in lane.Boxes.Where(box => lane.Cells.Contains(box.Cell)))
        {
            Cased(svg, [(CenterX(box.Cell), lane.Middle), (CenterX(box.Cell), lane.BoxTop - 5)], lane.Color);
            WriteArrow(svg, CenterX(box.Cell), lane.BoxTop, 0, 1, lane.Color);
        }
        foreach (var cell in lane.Cells)
            WriteSource(svg, lane, cell);
    }

    /// <summary>The way of a shared map down to a lane.</summary>
    private void WriteWire(SvgWriter svg, Row lane, Cell cell, int order)
    {
        var (center, x) = (CenterX(cell), WireX(cell, order));
        var isRead = lane.Boxes.Any(box => box.Cell == cell);
        List<(double, double)> way = order == 0 ? [(center, trunk.Middle)] : [(center, JogY(cell, order)), (x, JogY(cell, order))];
        if (!isRead)
            way.Add((x, lane.Middle));
        else if (order == 0)
            way.Add((x, lane.BoxTop - 5));
        else
            way.AddRange([(x, lane.BoxTop - 11), (center, lane.BoxTop - 11), (center, lane.BoxTop - 5)]);
        Cased(svg, way, lane.Color);
        if (isRead)
            WriteArrow(svg, center, lane.BoxTop, 0, 1, lane.Color);
    }

    /// <summary>What the wires of a map have in common.</summary>
    private void WriteStem(SvgWriter svg, Cell cell)
    {
        svg.Polyline([(CenterX(cell), trunk.Middle), (CenterX(cell), JogY(cell, 1))], Stroke(Palette.Trunk));
        for (var order = 1; order < cell.Readers; order++)
            svg.Circle(CenterX(cell), JogY(cell, order), 1.8, $"fill=\"{Palette.Trunk}\"");
    }

    /// <summary>The way from the stage that a head's stage continues: straight from its neighbour, else below the stages between.</summary>
    private void WriteSource(SvgWriter svg, Row lane, Cell cell)
    {
        var source = lane.Cells.Concat(trunk.Cells).FirstOrDefault(c => c.Tap.Name == cell.Tap.Source);
        var end = SlabLeft(cell);
        if (source is null)
            return;
        var isNeighbour = lane.Cells.Contains(source) ? source.Column == cell.Column - 1 : cell == lane.Cells[0];
        var start = lane.Cells.Contains(source) || lane.GoesOn ? SlabRight(source) : WireX(source, lane.Wires[source]);
        var below = lane.Bottom + 6;
        if (isNeighbour)
            Cased(svg, [(start, lane.Middle), (end - 5, lane.Middle)], lane.Color);
        else if (lane.Cells.Contains(source))
            Cased(svg, [(CenterX(source), lane.Middle), (CenterX(source), below), (end - 8, below), (end - 8, lane.Middle), (end - 5, lane.Middle)], lane.Color);
        else
            Cased(svg, [(start, lane.Middle), (start, below), (end - 8, below), (end - 8, lane.Middle), (end - 5, lane.Middle)], lane.Color);
        WriteArrow(svg, end, lane.Middle, 1, 0, lane.Color);
        if (!lane.Cells.Contains(source) && !lane.GoesOn && isNeighbour && lane.Boxes.Any(box => box.Cell == source))
            svg.Circle(start, lane.Middle, 1.8, $"fill=\"{lane.Color}\"");
    }

    private void WriteSlabs(SvgWriter svg, Row row)
    {
        foreach (var cell in row.Cells)
        {
            if (row == trunk)
            {
                var start = cell.Column == 1 ? ImageArea.Right : SlabRight(trunk.Cells[cell.Column - 2]);
                svg.Polyline([(start, trunk.Middle), (SlabLeft(cell) - 5, trunk.Middle)], Stroke(row.Color));
                WriteArrow(svg, SlabLeft(cell), trunk.Middle, 1, 0, row.Color);
            }
            cell.Slab.Write(svg, SlabLeft(cell), row.Middle, row.Color);
        }
    }

    // Hills under a sun: what a picture is.
    private void WriteImage(SvgWriter svg)
    {
        var area = ImageArea;
        svg.Rect(area, $"fill=\"#dbeafe\" stroke=\"{Palette.Trunk}\" stroke-width=\"0.8\"");
        svg.Circle(area.Left + 0.74 * area.Width, area.Top + 0.26 * area.Height, 0.1 * Math.Min(area.Width, area.Height), "fill=\"#f5b942\"");
        svg.Polygon(
            [(area.Left, area.Bottom), (area.Left, area.Top + 0.7 * area.Height), (area.Left + 0.3 * area.Width, area.Top + 0.42 * area.Height), (area.Left + 0.62 * area.Width, area.Bottom)],
            "fill=\"#6ba37a\"");
        svg.Polygon(
            [(area.Left + 0.34 * area.Width, area.Bottom), (area.Left + 0.7 * area.Width, area.Top + 0.55 * area.Height), (area.Right, area.Top + 0.82 * area.Height), (area.Right, area.Bottom)],
            "fill=\"#4f8a63\"");
    }

    private void WriteBoxes(SvgWriter svg, Row lane)
    {
        foreach (var box in lane.Boxes)
            svg.Rect(BoxArea(lane, box), $"rx=\"3\" fill=\"{Palette.Lighter(lane.Color, 0.9)}\" {Stroke(lane.Color)}");
        var card = Card(lane);
        svg.Rect(card, $"rx=\"4\" fill=\"{Palette.Lighter(lane.Color, 0.93)}\" {Stroke(lane.Color)}");
        var classes = lane.Head!.Classes;
        for (var i = 0; i < classes.Count; i++)
            svg.Rect(
                new(card.Left + CardPadding + i * (card.Width - 2 * CardPadding) / classes.Count, card.Bottom - 9, (card.Width - 2 * CardPadding) / classes.Count, 5),
                $"fill=\"#{classes[i].Color.R:x2}{classes[i].Color.G:x2}{classes[i].Color.B:x2}\"");
    }

    /// <summary>A line with some paper around it, so that it passes over others without touching them.</summary>
    private static void Cased(SvgWriter svg, IReadOnlyList<(double, double)> way, string color)
    {
        svg.Polyline(way, $"stroke=\"{Palette.Paper}\" stroke-width=\"4\"");
        svg.Polyline(way, Stroke(color));
    }

    private static void WriteArrow(SvgWriter svg, double x, double y, int dx, int dy, string color) => svg.Polygon(
        [(x, y), (x - 6 * dx - 3 * dy, y - 6 * dy - 3 * dx), (x - 6 * dx + 3 * dy, y - 6 * dy + 3 * dx)], $"fill=\"{color}\"");

    private static string Stroke(string color) => $"stroke=\"{color}\" stroke-width=\"1.2\" stroke-linejoin=\"round\"";
}
