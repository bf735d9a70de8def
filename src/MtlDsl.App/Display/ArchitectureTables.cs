using System.Globalization;
using MtlDsl.Onnx;

namespace MtlDsl.App.Display;

/// <summary>Shows a network's description as tables.</summary>
internal static class ArchitectureTables
{
    private static readonly Board[] compared = [Board.JetsonTX1, Board.JetsonTX2, Board.JetsonXavier, Board.JetsonOrin];

    public static void Show(this Screen screen, Architecture architecture)
    {
        screen.Line($"{architecture.Name}: {architecture.Input.Width} x {architecture.Input.Height} pixels, {Metric.Text(architecture.Cost.Parameters)} parameters, {Metric.Text(architecture.Cost.MultiplyAdds)} multiply-adds");
        ShowStages(screen, architecture);
        ShowParts(screen, architecture);
        ShowHeads(screen, architecture);
        ShowTwins(screen, architecture);
        ShowBoards(screen, architecture);
        screen.Line("Times are estimates for one float32 image, run layer by layer. A map is channels x rows x columns; a cell of it sees the given pixels of the image.");
    }

    private static void ShowStages(Screen screen, Architecture architecture) => screen.Table(
        ["stage", "of", "reads", "read by", "map", "stride", "sees", "parameters", "multiply-adds", "activations", "boxes"], 7,
        architecture.Taps.Select(tap => Row(
            tap.Name, tap.Owner, Member(tap.Source), string.Join(", ", tap.Readers.Select(reader => reader.Head)),
            $"{tap.Channels} x {tap.Height} x {tap.Width}", Whole(tap.Stride), $"{Whole(tap.ReceptiveField)} px",
            Metric.Text(tap.Cost.Parameters), Metric.Text(tap.Cost.MultiplyAdds), MB(tap.Cost.ActivationsMB), tap.DefaultBoxes > 0 ? Whole(tap.DefaultBoxes) : "")));

    private static void ShowParts(Screen screen, Architecture architecture) => screen.Table(
        ["part", "parameters", "weights", "multiply-adds", "activations", "operators"], 5,
        architecture.Parts.Append(new PartInfo("all", architecture.Cost)).Select(part => Row(
            part.Name, Metric.Text(part.Cost.Parameters), MB(part.Cost.WeightsMB), Metric.Text(part.Cost.MultiplyAdds), MB(part.Cost.ActivationsMB), Whole(part.Cost.Operators))));

    private static void ShowHeads(Screen screen, Architecture architecture) => screen.Table(
        ["head", "task", "gives", "ONNX outputs"], 0,
        architecture.Heads.Select(head => Row(head.Name, Task(head), Gives(head, architecture), string.Join(", ", head.OutputNames))));

    /// <summary>What the heads would cost in networks of their own, and what sharing the trunk saves.</summary>
    private static void ShowTwins(Screen screen, Architecture architecture)
    {
        if (architecture.Heads.Count < 2)
            return;
        var twins = architecture.Heads.Select(head => architecture.Only(head.Name)).ToList();
        var rows = twins.Select(twin => Numbers($"{twin.Heads[0].Name} only", twin.Cost, board => twin.Estimate(board).Milliseconds)).ToList();
        rows.Insert(0, Numbers("trunk alone", architecture.Only().Cost, board => architecture.Only().Estimate(board).Milliseconds));
        rows.Add(Numbers("each head its own network", Sum(twins), board => Apart(twins, board)));
        rows.Add(Numbers(architecture.Name, architecture.Cost, board => architecture.Estimate(board).Milliseconds));
        rows.Add(Row(
            "saved by sharing", [Times(Sum(twins).WeightsMB / architecture.Cost.WeightsMB), Times((double)Sum(twins).MultiplyAdds / architecture.Cost.MultiplyAdds),
                .. compared.Select(board => Times(Apart(twins, board) / architecture.Estimate(board).Milliseconds))]));
        screen.Table(["network", "weights", "multiply-adds", .. compared.Select(board => board.ToString())], 2 + compared.Length, rows);
    }

    private static void ShowBoards(Screen screen, Architecture architecture) => screen.Table(
        ["board", "last runtime", "slowest", "opset", "GFLOP/s", "GB/s", "estimated", "images/s"], 5,
        BoardProfile.All.Where(board => board.Board != Board.Any).Select(board =>
        {
            var estimate = architecture.Estimate(board.Board);
            return Row(
                board.Board.ToString(), board.Export.Runtime, estimate.Longest(1), Whole(ExportOptions.For(board.Board).Opset), Number(board.GigaFlops, "0"),
                Number(board.BandwidthGB, "0.0"), Milliseconds(estimate.Milliseconds), Number(1000 / estimate.Milliseconds, "0.0"));
        }));

    private static string Task(Head head) => head switch
    {
        SegmentationHead => "segmentation",
        DetectionHead => "detection",
        ClassificationHead => "classification",
        RegressionHead => "regression",
        _ => "embedding",
    };

    private static string Gives(Head head, Architecture architecture) => head switch
    {
        SegmentationHead => $"{head.Classes.Count} classes a pixel, {architecture.Input.Height} x {architecture.Input.Width}",
        DetectionHead detection => $"{Whole(detection.DefaultBoxes.Count)} default boxes, {head.Classes.Count} classes and the background",
        RegressionHead regression => $"{regression.Channels} {(regression.Channels == 1 ? "value" : "values")} a pixel, {architecture.Input.Height} x {architecture.Input.Width}",
        EmbeddingHead embedding => $"a vector of {embedding.Size}",
        _ => $"{head.Classes.Count} classes",
    };

    private static IReadOnlyList<string> Numbers(string name, Cost cost, Func<Board, double> time) =>
        Row(name, [MB(cost.WeightsMB), Metric.Text(cost.MultiplyAdds), .. compared.Select(board => Milliseconds(time(board)))]);

    private static Cost Sum(IEnumerable<Architecture> networks) => networks.Aggregate(default(Cost), (sum, network) => sum + network.Cost);

    private static double Apart(IEnumerable<Architecture> networks, Board board) => networks.Sum(network => network.Estimate(board).Milliseconds);

    private static IReadOnlyList<string> Row(params IReadOnlyList<string> cells) => cells;

    private static IReadOnlyList<string> Row(string first, IEnumerable<string> rest) => [first, .. rest];

    private static string Member(string? stage) => stage is null ? "image" : stage[(stage.LastIndexOf('.') + 1)..];

    private static string Whole(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string MB(double value) => Number(value, "0.0") + " MB";

    private static string Milliseconds(double value) => Number(value, "0") + " ms";

    private static string Times(double value) => Number(value, "0.00") + "x";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
