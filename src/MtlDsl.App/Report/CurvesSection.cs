using MtlDsl.Drawing;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Report;

/// <summary>Charts of a run: scores, losses, learning rate, weights of the tasks.</summary>
internal static class CurvesSection
{
    public static string Write(ReportContent content)
    {
        var heads = content.Latest.Heads;
        var validation = heads.Select((head, index) =>
        {
            var points = content.ScoreCurve(head);
            var finite = points.Where(p => double.IsFinite(p.Y)).ToList();
            return new ChartSeries($"{head.Head} {head.Measurements[0].Name}", index, points) { Mark = finite.Count > 0 ? finite.MaxBy(p => p.Y) : null };
        });
        var weights = TaskCurves(content.Losses, "weight ");
        var rate = content.Losses.Columns.Take(1).Select(_ => new ChartSeries("Learning rate", heads.Count, content.Losses.Curve(0)));
        IReadOnlyList<LineChart> charts =
        [
            new($"Measured on the {content.MeasuredImages}, best marked", "steps", [.. validation]) { LeastEnd = content.Iterations },
            new("Loss before weighting", "steps", TaskCurves(content.Losses, "loss ")) { LeastEnd = content.Iterations, Logarithmic = true },
            new("Learning rate", "steps", [.. rate]) { LeastEnd = content.Iterations, Height = 180 },
            .. weights.Any(AreWeighed) ? [new LineChart("Weights of the tasks", "steps", weights) { LeastEnd = content.Iterations, Height = 180 }] : (LineChart[])[],
        ];
        return $"{Best(content)}<div class=\"charts\">\n{string.Concat(charts.Select(chart => $"<div>{chart.ToSvg()}</div>\n"))}</div>\n";
    }

    private static string Best(ReportContent content)
    {
        const string meaning = "best.safetensors holds the weights with the best mean of the heads' scores, best-HEAD.safetensors those that were best for a head";
        return content.Metrics.Rows.Count < 2 ? "" : content.ChoosesOnTest
            ? $"<p>{meaning}. They are chosen by the test images themselves, which flatters them; hold out training images to choose by (--validation 0.1).</p>\n"
            : $"<p>{meaning}, on the validation images.</p>\n";
    }

    private static IReadOnlyList<ChartSeries> TaskCurves(RunTable table, string prefix) =>
    [
        .. table.Columns.Select((name, column) => (Name: name, Column: column)).Where(item => item.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select((item, index) => new ChartSeries(item.Name[prefix.Length..], index, table.Curve(item.Column))),
    ];

    private static bool AreWeighed(ChartSeries weights) => weights.Points.Any(point => Math.Abs(point.Y - 1) > 1e-9);
}
