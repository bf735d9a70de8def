using MtlDsl.Drawing;

namespace MtlDsl.App.Report;

/// <summary>The network: its drawing, what it costs, and how long boards take.</summary>
internal static class NetworkSection
{
    private static readonly Board[] boards = [Board.JetsonTX1, Board.JetsonTX2, Board.JetsonXavier, Board.JetsonOrin];

    public static string Write(Architecture architecture)
    {
        var parts = architecture.Parts.Append(new PartInfo("all", architecture.Cost)).Select(part => (string[])
        [
            part.Name, Metric.Text(part.Cost.Parameters), Html.Megabytes(part.Cost.WeightsMB), Metric.Text(part.Cost.MultiplyAdds), Html.Megabytes(part.Cost.ActivationsMB),
        ]);
        var estimates = boards.Select(board => (Board: board, architecture.Estimate(board).Milliseconds)).Select(estimate => (string[])
        [
            estimate.Board.ToString(), Html.Fixed(estimate.Milliseconds, "0.0") + " ms", Html.Fixed(1000 / estimate.Milliseconds, "0"),
        ]);
        return (architecture.Taps.Count > 0 ? $"<div class=\"paper\">{architecture.ToSvg()}</div>\n" : "")
            + $"<div class=\"columns\" style=\"margin-top:16px\"><div><h3>Resources</h3>\n{Html.Table(["part", "parameters", "weights", "multiply-adds", "activations"], parts)}</div>"
            + $"<div><h3>Estimated on boards, float32</h3>\n{Html.Table(["board", "an image", "images/s"], estimates)}</div></div>\n";
    }
}
