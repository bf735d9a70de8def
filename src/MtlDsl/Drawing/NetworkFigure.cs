using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Drawing;

/// <summary>
/// A network as papers draw it: the image and the trunk from left to right, what each head owns and predicts below, and its output
/// beneath the image. Everything has its place before anything is written, so that nothing covers a text.
/// </summary>
internal sealed partial class NetworkFigure
{
    private const string SplitNote = "split";
    private const string ScaleNote = "Heights follow the maps' sides, thicknesses their channels (log).";
    private const double Margin = 10;
    private const double NameSize = 11;
    private const double ShapeSize = 10;
    private const double NoteSize = 9;
    private const double LineHeight = 12.5;
    private const double CardPadding = 6;
    private const double CardNameSize = 12;
    private const double BoxHeight = 18;
    private const double Gap = 10;
    private const double WireGap = 5;
    private const double SplitGap = 30;

    private readonly Architecture architecture;
    private readonly List<Column> columns = [];
    private readonly List<Row> lanes = [];
    private readonly Row trunk;
    private readonly List<Label> labels = [];
    private readonly List<Area> boxes = [];
    private readonly double splitX;
    private readonly double height;
    private readonly double width;

    private NetworkFigure(Architecture architecture)
    {
        this.architecture = architecture;
        var trunkTaps = architecture.Taps.Where(IsShared).ToList();
        columns.Add(new());
        columns.AddRange(trunkTaps.Select(_ => new Column()));
        trunk = new Row(null, Palette.Trunk, [.. trunkTaps.Select((tap, index) => Place(tap, index + 1))]);
        foreach (var (head, index) in architecture.Heads.Select((head, index) => (head, index)))
            lanes.Add(Lane(head, Palette.Head(index)));
        splitX = PlaceColumns(trunkTaps.Count);
        width = Math.Max(Math.Max(columns[^1].Right + columns[^1].Wires * WireGap, splitX + TextWidth.Of(SplitNote, NoteSize) / 2) + Margin, TitleWidth());
        height = PlaceRows();
        AddLabels();
    }

    /// <summary>Every text.</summary>
    public IReadOnlyList<Label> Labels => labels;

    /// <summary>The boxes that hold texts.</summary>
    public IReadOnlyList<Area> Boxes => boxes;

    /// <summary>What the stages cover.</summary>
    public IReadOnlyList<Area> Slabs =>
        [.. lanes.Prepend(trunk).SelectMany(row => row.Cells.Select(cell => new Area(SlabLeft(cell), row.Middle - cell.Slab.Rise, cell.Slab.Width, cell.Slab.Height + cell.Slab.Dy)))];

    public Area Page => new(0, 0, width, height);

    public static NetworkFigure Of(Architecture architecture) => new(architecture);

    private bool IsShared(TapInfo tap) => architecture.Heads.All(head => head.Name != tap.Owner);

    private Cell Place(TapInfo tap, int column)
    {
        var side = (double)Math.Max(architecture.Input.Width, architecture.Input.Height);
        var cell = new Cell(tap, column, new Slab(tap.Channels, tap.Height / side, tap.Width / side));
        columns[column].Hold(cell.Slab.Thickness + 2 * cell.Slab.Dx, TextWidth.Of(tap.Member, NameSize, bold: true), TextWidth.Of(Shape(tap), ShapeSize));
        return cell;
    }

    private Row Lane(Head head, string color)
    {
        var owned = new List<Cell>();
        foreach (var tap in architecture.Taps.Where(tap => tap.Owner == head.Name))
        {
            var column = 1 + trunk.Cells.Count + owned.Count;
            if (column == columns.Count)
                columns.Add(new());
            owned.Add(Place(tap, column));
        }
        var lane = new Row(head, color, owned);
        foreach (var cell in trunk.Cells.Concat(owned).Where(cell => cell.Tap.Readers.Any(reader => reader.Head == head.Name)))
        {
            lane.Boxes.Add(new Box(cell, BoxText(head, cell.Tap)));
            columns[cell.Column].Hold(TextWidth.Of(lane.Boxes[^1].Text, ShapeSize) + 8);
        }
        // The first head that only goes on where the trunk ends does so in the trunk's own line.
        lane.GoesOn = owned.Count > 0 && lanes.All(before => before.Cells.Count == 0) && owned.All(o => o == owned[0] == (o.Tap.Source == trunk.Cells[^1].Tap.Name))
            && trunk.Cells.SkipLast(1).All(cell => owned.All(o => o.Tap.Source != cell.Tap.Name));
        // A map that a lane reads, or goes on from, comes down to it by a wire; all but the first pass beside the boxes.
        foreach (var cell in trunk.Cells.Where(cell => lane.Boxes.Any(box => box.Cell == cell) || !lane.GoesOn && owned.Any(o => o.Tap.Source == cell.Tap.Name)))
            lane.Wires.Add(cell, cell.Readers++);
        foreach (var cell in trunk.Cells)
            columns[cell.Column].Wires = Math.Max(columns[cell.Column].Wires, cell.Readers - 1);
        return lane;
    }

    // The image's column is as wide as the outputs beneath it.
    private double PlaceColumns(int trunkLength)
    {
        columns[0].Hold(Slab.Side(1), TextWidth.Of($"3×{architecture.Input.Height}×{architecture.Input.Width}", ShapeSize));
        foreach (var lane in lanes)
            columns[0].Hold([TextWidth.Of(lane.Head!.Name, CardNameSize, bold: true) + 2 * CardPadding, .. CardLines(lane.Head).Select(line => TextWidth.Of(line, ShapeSize) + 2 * CardPadding)]);
        var (x, split) = (Margin, 0.0);
        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Left = x;
            x = columns[i].Right + Math.Max(columns[i].Wires, 0) * WireGap + Gap + (i == 0 ? Gap : 0);
            if (i == trunkLength)
                (split, x) = (x + SplitGap / 2 - Gap / 2, x + SplitGap);
        }
        return split;
    }

    // A head's own stages may stand beside an earlier head's line, where nothing of that head is.
    private double PlaceRows()
    {
        trunk.Middle = Margin + 5 * LineHeight + 20 + Math.Max(trunk.Rise, ImageHeight / 2);
        var (y, free) = (Math.Max(trunk.Bottom, trunk.Middle + ImageHeight / 2) + WireGap * Math.Max(0, lanes.Count - 1), trunk.Middle - trunk.Rise);
        foreach (var lane in lanes)
        {
            if (lane.Cells.Count > 0)
            {
                var fromTheEnd = trunk.Cells.SkipLast(1).All(cell => lane.Cells.All(o => o.Tap.Source != cell.Tap.Name));
                lane.Middle = lane.GoesOn ? trunk.Middle : (fromTheEnd ? Math.Max(free, trunk.Bottom + 5 + WireGap * lanes.Count) : Math.Max(free, y)) + 2 * LineHeight + 8 + lane.Rise;
                y = Math.Max(y, lane.Bottom);
            }
            lane.BoxTop = y + 18;
            lane.LineY = lane.BoxTop + BoxHeight + 16;
            y = lane.LineY + CardHeight(lane.Head!) / 2;
            if (lane.Cells.Count > 0)
                free = lane.LineY + 6;
        }
        return y + LineHeight + 14;
    }

    private double ImageHeight => Slab.Side((double)architecture.Input.Height / Math.Max(architecture.Input.Width, architecture.Input.Height));

    private double ImageWidth => Slab.Side((double)architecture.Input.Width / Math.Max(architecture.Input.Width, architecture.Input.Height));

    private Area ImageArea => new(columns[0].Middle - ImageWidth / 2, trunk.Middle - ImageHeight / 2, ImageWidth, ImageHeight);

    private static double CardHeight(Head head) => 4 * LineHeight + 8 + (head.Classes.Count > 0 ? 6 : 0);

    private Area Card(Row lane) => new(columns[0].Left, lane.LineY - CardHeight(lane.Head!) / 2, columns[0].Width, CardHeight(lane.Head!));

    private Area BoxArea(Row lane, Box box)
    {
        var boxWidth = TextWidth.Of(box.Text, ShapeSize) + 8;
        return new(columns[box.Cell.Column].Middle - boxWidth / 2, lane.BoxTop, boxWidth, BoxHeight);
    }

    private double CenterX(Cell cell) => columns[cell.Column].Middle;

    private double SlabLeft(Cell cell) => CenterX(cell) - cell.Slab.Thickness / 2;

    private double SlabRight(Cell cell) => SlabLeft(cell) + cell.Slab.Width;

    /// <summary>Where a wire passes its column: the first to leave a map straight down, the others beside the boxes.</summary>
    private double WireX(Cell cell, int order) => order == 0 ? CenterX(cell) : columns[cell.Column].Right + order * WireGap;

    /// <summary>Where a wire leaves the way straight down: the last first, so that none crosses another of the same map.</summary>
    private double JogY(Cell cell, int order) => trunk.Bottom + 5 + WireGap * (cell.Readers - order);

    private double SplitTop => trunk.Middle - trunk.Rise - 2 * LineHeight;

    private void AddLabels()
    {
        var y = Margin + LineHeight;
        labels.Add(new(architecture.Name, Margin, y, 15, Bold: true));
        labels.Add(new(Total(), Margin, y + LineHeight + 3, ShapeSize, Fill: Palette.Faint));
        labels.Add(new(TrunkNote(), Margin, y + 2 * LineHeight + 3, ShapeSize, Fill: Palette.Faint));
        AddStageLabels("image", $"3×{architecture.Input.Height}×{architecture.Input.Width}", ImageArea.CenterX, ImageArea.Top, Palette.Ink);
        foreach (var row in lanes.Prepend(trunk))
            foreach (var cell in row.Cells)
                AddStageLabels(cell.Tap.Member, Shape(cell.Tap), columns[cell.Column].Middle, row.Middle - cell.Slab.Rise, row.Head is null ? Palette.Ink : row.Color);
        labels.Add(new(SplitNote, splitX, SplitTop - 4, NoteSize, Anchor.Middle, Fill: Palette.Faint));
        foreach (var lane in lanes)
            AddLaneLabels(lane);
        labels.Add(new(ScaleNote, Margin, height - 6, NoteSize, Fill: Palette.Faint));
    }

    private void AddStageLabels(string name, string shape, double x, double top, string color)
    {
        labels.Add(new(name, x, top - 5 - LineHeight, NameSize, Anchor.Middle, Bold: true, Fill: color));
        labels.Add(new(shape, x, top - 5, ShapeSize, Anchor.Middle));
    }

    private void AddLaneLabels(Row lane)
    {
        foreach (var box in lane.Boxes)
        {
            var area = BoxArea(lane, box);
            boxes.Add(area);
            labels.Add(new(box.Text, area.CenterX, area.Bottom - 5.5, ShapeSize, Anchor.Middle));
        }
        foreach (var (text, x) in Factors(lane))
            labels.Add(new(text, x, lane.LineY - 3.5, NoteSize, Anchor.End, Fill: lane.Color));
        var card = Card(lane);
        boxes.Add(card);
        labels.Add(new(lane.Head!.Name, card.Left + CardPadding, card.Top + LineHeight + 1, CardNameSize, Bold: true, Fill: lane.Color));
        labels.AddRange(CardLines(lane.Head).Select((line, i) => new Label(line, card.Left + CardPadding, card.Top + (i + 2) * LineHeight + 1, ShapeSize)));
    }

    private string[] CardLines(Head head)
    {
        var cost = architecture.Parts.First(part => part.Name == head.Name).Cost;
        return [OutputText(head), Parameters(cost), MultiplyAdds(cost)];
    }

    /// <summary>How much a pixelwise head enlarges after each of its maps, coarsest first.</summary>
    private IEnumerable<(string Text, double X)> Factors(Row lane)
    {
        if (!IsPixelwise(lane.Head!))
            yield break;
        for (var i = lane.Boxes.Count - 1; i >= 0; i--)
        {
            var (cell, finer) = (lane.Boxes[i].Cell, i > 0 ? lane.Boxes[i - 1].Cell.Tap.Height : architecture.Input.Height);
            yield return ($"×{Math.Round((double)finer / cell.Tap.Height)}", columns[cell.Column].Middle - 9);
        }
    }

    private static bool IsPixelwise(Head head) => head is SegmentationHead or RegressionHead;

    private static string Shape(TapInfo tap) => $"{tap.Channels}×{tap.Height}×{tap.Width}";

    private static string BoxText(Head head, TapInfo tap) => head switch
    {
        SegmentationHead => $"{head.Classes.Count}×{tap.Height}×{tap.Width}",
        RegressionHead regression => $"{regression.Channels}×{tap.Height}×{tap.Width}",
        DetectionHead => $"{Whole(tap.Readers.First(reader => reader.Head == head.Name).DefaultBoxes)} boxes",
        _ => "mean, linear",
    };

    private string OutputText(Head head) => head switch
    {
        SegmentationHead => $"{head.Classes.Count} classes × {architecture.Input.Height} × {architecture.Input.Width}",
        RegressionHead regression => $"{regression.Channels} × {architecture.Input.Height} × {architecture.Input.Width} values",
        DetectionHead detection => $"{Whole(detection.DefaultBoxes.Count)} boxes × ({head.Classes.Count + 1} + 4)",
        EmbeddingHead embedding => $"vector of {embedding.Size}",
        _ => $"{head.Classes.Count} classes",
    };

    private string Total() => Invariant($"{Parameters(architecture.Cost)} ({architecture.Cost.WeightsMB:0.0} MB), {MultiplyAdds(architecture.Cost)}");

    private string TrunkNote()
    {
        var name = trunk.Cells[0].Tap.Name;
        return $"Trunk {(name.Contains('.') ? name[..name.LastIndexOf('.')] : "")}: {Parameters(architecture.Parts[0].Cost)}, {MultiplyAdds(architecture.Parts[0].Cost)}";
    }

    private double TitleWidth() => 2 * Margin + Math.Max(
        TextWidth.Of(architecture.Name, 15, bold: true),
        new[] { Total(), TrunkNote(), ScaleNote }.Max(text => TextWidth.Of(text, ShapeSize)));

    private string Description() =>
        $"An image of {architecture.Input.Width} by {architecture.Input.Height} pixels passes the shared stages {string.Join(", ", trunk.Cells.Select(cell => cell.Tap.Member))}. "
        + string.Join(" ", lanes.Select(lane =>
            $"The head {lane.Head!.Name}{(lane.Cells.Count > 0 ? $" adds the stages {string.Join(", ", lane.Cells.Select(cell => cell.Tap.Member))},": "")} reads {string.Join(", ", lane.Boxes.Select(box => box.Cell.Tap.Member))} and gives {OutputText(lane.Head!)}."));

    private static string Parameters(Cost cost) => $"{Metric.Text(cost.Parameters)} parameters";

    private static string MultiplyAdds(Cost cost) => $"{Metric.Text(cost.MultiplyAdds)} multiply-adds";

    private static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Stages one under the other.</summary>
    private sealed class Column
    {
        public double Left { get; set; }

        public double Width { get; private set; }

        /// <summary>Wires that pass to its right.</summary>
        public int Wires { get; set; }

        public double Right => Left + Width;

        public double Middle => Left + Width / 2;

        public void Hold(params ReadOnlySpan<double> widths)
        {
            foreach (var wide in widths)
                Width = Math.Max(Width, wide);
        }
    }

    /// <summary>A stage in its column.</summary>
    private sealed class Cell(TapInfo tap, int column, Slab slab)
    {
        public TapInfo Tap => tap;

        public int Column => column;

        public Slab Slab => slab;

        /// <summary>Lanes that its map goes down to.</summary>
        public int Readers { get; set; }
    }

    /// <summary>What a head predicts from a stage's map.</summary>
    private sealed record Box(Cell Cell, string Text);

    /// <summary>The trunk, or what belongs to a head.</summary>
    private sealed record Row(Head? Head, string Color, IReadOnlyList<Cell> Cells)
    {
        public List<Box> Boxes { get; } = [];

        /// <summary>The shared maps that come down to it, and how many lanes take each before it.</summary>
        public Dictionary<Cell, int> Wires { get; } = [];

        /// <summary>Whether its stages stand in the trunk's line.</summary>
        public bool GoesOn { get; set; }

        public double Middle { get; set; }

        public double Bottom => Middle + Cells.Max(cell => cell.Slab.Height) / 2;

        /// <summary>How far its stages reach above their middle.</summary>
        public double Rise => Cells.Max(cell => cell.Slab.Rise);

        public double BoxTop { get; set; }

        public double LineY { get; set; }
    }
}
