using System.Globalization;
using MtlDsl.Drawing;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Report;

/// <summary>A run as one HTML page that needs nothing else: no scripts, no other files, nothing from the network.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page; the same content gives the same bytes.</summary>
    public static string Write(ReportContent content) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{Html.Text(content.Architecture.Name)}: training report</title>
        <style>
        {ReportStyle.Css}
        </style>
        </head>
        <body>
        <main>
        {Head(content)}
        {Html.Section("Curves", CurvesSection.Write(content))}
        {Html.Section("Examples", ExamplesSection.Write(content))}
        {Html.Section("Test", MeasuresSection.WriteTest(content))}
        {Html.Section(content.Test is null ? "Measures" : "Measures while training", MeasuresSection.Write(content.Latest))}
        {Html.Section("Confusion", ConfusionSection.Write(content))}
        {Html.Section("Network", NetworkSection.Write(content.Architecture))}
        {Html.Section("Run", RunSection.Write(content))}
        </main>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Head(ReportContent content)
    {
        var architecture = content.Architecture;
        var share = string.Create(CultureInfo.InvariantCulture, $"{100.0 * content.Iteration / content.Iterations:0.#}");
        var scores = content.Latest.Heads.Select((head, index) =>
            $"<div style=\"--color:var(--series-{index})\"><span>{Html.Text(head.Head)}, {Html.Text(head.Measurements[0].Name)}</span>"
            + $"<b>{Html.Number(head.Score)}</b><span>{Html.Text(Best(content, head))}</span></div>");
        return $"""
            <header>
            <h1>{Html.Text(architecture.Name)}</h1>
            <p>{architecture.Input.Width} × {architecture.Input.Height} pixels, {Metric.Text(architecture.Cost.Parameters)} parameters, {Metric.Text(architecture.Cost.MultiplyAdds)} multiply-adds. {Html.Whole(content.Iteration)} of {Html.Whole(content.Iterations)} steps, measured on {Html.Whole(content.Latest.Images)} {content.MeasuredImages}.</p>
            <div class="bar"><div style="width:{share}%"></div></div>
            <div class="scores">
            {string.Join('\n', scores)}
            </div>
            </header>
            """;
    }

    private static string Best(ReportContent content, HeadResult head)
    {
        var best = content.ScoreCurve(head).Where(p => double.IsFinite(p.Y)).DefaultIfEmpty((X: 0, Y: double.NaN)).MaxBy(p => p.Y);
        return double.IsNaN(best.Y) ? "nothing labelled" : $"best {Html.Number(best.Y)} after {Html.Whole((int)best.X)} steps";
    }
}
