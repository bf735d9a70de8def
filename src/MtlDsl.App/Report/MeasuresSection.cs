using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Report;

/// <summary>What a network was measured to be worth, head by head.</summary>
internal static class MeasuresSection
{
    public static string WriteTest(ReportContent content) => content.Test is not { } test ? ""
        : $"<p>The finished network on {Html.Whole(test.Images)} images that had no part in its training.</p>\n{Write(test)}";

    public static string Write(EvaluationResult result) => $"<div class=\"columns\">\n{string.Concat(result.Heads.Select(Write))}</div>\n";

    private static string Write(HeadResult head)
    {
        var classes = head.Rows.Where(row => row.Class is not null).ToList();
        return $"<div><h3>{Html.Text(head.Head)}</h3>\n"
            + Html.Table(["whole", "value"], head.Measurements.Select(measure => (string[])[measure.Name, Html.Number(measure.Value)]))
            + (classes.Count == 0 ? "" : "<br/>" + Html.Table(["class", .. head.Measures], classes.Select(row => (string[])[row.Class!, .. row.Values.Select(Html.Number)])))
            + "</div>\n";
    }
}
