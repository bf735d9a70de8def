using System.Globalization;
using System.Text.Json;
using MtlDsl.Drawing;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Report;

/// <summary>A run as one HTML page that needs nothing else: no scripts, no other files, nothing from the network.</summary>
internal static class ReportPage
{
    private static readonly Board[] boards = [Board.JetsonTX1, Board.JetsonTX2, Board.JetsonXavier, Board.JetsonOrin];

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
        {Html.Section("Curves", Curves(content))}
        {Html.Section("Examples", Examples(content))}
        {Html.Section("Test", Test(content))}
        {Html.Section(content.Test is null ? "Measures" : "Measures while training", Measures(content.Latest))}
        {Html.Section("Confusion", Confusion(content))}
        {Html.Section("Network", Network(content.Architecture))}
        {Html.Section("Run", Run(content))}
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
            <p>{architecture.Input.Width} × {architecture.Input.Height} pixels, {Metric.Text(architecture.Cost.Parameters)} parameters, {Metric.Text(architecture.Cost.MultiplyAdds)} multiply-adds. {Whole(content.Iteration)} of {Whole(content.Iterations)} steps, measured on {Whole(content.Latest.Images)} images.</p>
            <div class="bar"><div style="width:{share}%"></div></div>
            <div class="scores">
            {string.Join('\n', scores)}
            </div>
            </header>
            """;
    }

    private static string Best(ReportContent content, HeadResult head)
    {
        var best = ScoreCurve(content, head).Where(p => double.IsFinite(p.Y)).DefaultIfEmpty((X: 0, Y: double.NaN)).MaxBy(p => p.Y);
        return double.IsNaN(best.Y) ? "nothing labelled" : $"best {Html.Number(best.Y)} after {Whole((int)best.X)} steps";
    }

    private static string Curves(ReportContent content)
    {
        var heads = content.Latest.Heads;
        var validation = heads.Select((head, index) =>
        {
            var points = ScoreCurve(content, head);
            var finite = points.Where(p => double.IsFinite(p.Y)).ToList();
            return new ChartSeries($"{head.Head} {head.Measurements[0].Name}", index, points) { Mark = finite.Count > 0 ? finite.MaxBy(p => p.Y) : null };
        });
        var weights = TaskCurves(content.Losses, "weight ");
        var rate = content.Losses.Columns.Take(1).Select(_ => new ChartSeries("Learning rate", heads.Count, content.Losses.Curve(0)));
        IReadOnlyList<LineChart> charts =
        [
            new("Validation, best marked", "steps", [.. validation]) { LeastEnd = content.Iterations },
            new("Loss before weighting", "steps", TaskCurves(content.Losses, "loss ")) { LeastEnd = content.Iterations, Logarithmic = true },
            new("Learning rate", "steps", [.. rate]) { LeastEnd = content.Iterations, Height = 180 },
            .. weights.Any(AreWeighed) ? [new LineChart("Weights of the tasks", "steps", weights) { LeastEnd = content.Iterations, Height = 180 }] : (LineChart[])[],
        ];
        return $"<div class=\"charts\">\n{string.Concat(charts.Select(chart => $"<div>{chart.ToSvg()}</div>\n"))}</div>\n";
    }

    private static IReadOnlyList<ChartSeries> TaskCurves(RunTable table, string prefix) =>
    [
        .. table.Columns.Select((name, column) => (Name: name, Column: column)).Where(item => item.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select((item, index) => new ChartSeries(item.Name[prefix.Length..], index, table.Curve(item.Column))),
    ];

    private static bool AreWeighed(ChartSeries weights) => weights.Points.Any(point => Math.Abs(point.Y - 1) > 1e-9);

    private static IReadOnlyList<(double X, double Y)> ScoreCurve(ReportContent content, HeadResult head)
    {
        for (var column = 0; column < content.Metrics.Columns.Count; column++)
            if (content.Metrics.Columns[column] == $"{head.Head} {head.Measurements[0].Name}")
                return content.Metrics.Curve(column);
        return [];
    }

    private static string Examples(ReportContent content)
    {
        if (content.Pictures.Count == 0)
            return "";
        var pictures = content.Pictures.Select(picture =>
            $"<figure><img src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}\" width=\"{picture.Size.Width}\" height=\"{picture.Size.Height}\" "
            + $"alt=\"Labels of {Html.Text(picture.Name)} beside what the network saw\"/><figcaption>{Html.Text(picture.Name)}</figcaption></figure>\n");
        return $"<p>Left the labels, right what the network saw after {Whole(content.Iteration)} steps.</p>\n<div class=\"examples\">\n{string.Concat(pictures)}</div>\n";
    }

    private static string Test(ReportContent content) => content.Test is not { } test ? ""
        : $"<p>The finished network on {Whole(test.Images)} images that had no part in its training.</p>\n{Measures(test)}";

    private static string Measures(EvaluationResult result) => $"<div class=\"columns\">\n{string.Concat(result.Heads.Select(Measures))}</div>\n";

    private static string Measures(HeadResult head)
    {
        var classes = head.Rows.Where(row => row.Class is not null).ToList();
        return $"<div><h3>{Html.Text(head.Head)}</h3>\n"
            + Html.Table(["whole", "value"], head.Measurements.Select(measure => (string[])[measure.Name, Html.Number(measure.Value)]))
            + (classes.Count == 0 ? "" : "<br/>" + Html.Table(["class", .. head.Measures], classes.Select(row => (string[])[row.Class!, .. row.Values.Select(Html.Number)])))
            + "</div>\n";
    }

    private static string Confusion(ReportContent content)
    {
        var tables = content.Latest.Heads.Zip(content.Architecture.Heads).Where(pair => pair.First.Confusion is { Total: > 0 })
            .Select(pair => $"<h3>{Html.Text(pair.First.Head)}</h3>\n{ConfusionTable.Write(pair.First.Confusion!, pair.Second.Classes)}").ToList();
        return tables.Count == 0 ? "" : $"<p>Of a true class, the per cent taken for each class.</p>\n{string.Concat(tables)}";
    }

    private static string Network(Architecture architecture)
    {
        var parts = architecture.Parts.Append(new PartInfo("all", architecture.Cost)).Select(part => (string[])
        [
            part.Name, Metric.Text(part.Cost.Parameters), Megabytes(part.Cost.WeightsMB), Metric.Text(part.Cost.MultiplyAdds), Megabytes(part.Cost.ActivationsMB),
        ]);
        var estimates = boards.Select(board => (Board: board, architecture.Estimate(board).Milliseconds)).Select(estimate => (string[])
        [
            estimate.Board.ToString(), Fixed(estimate.Milliseconds, "0.0") + " ms", Fixed(1000 / estimate.Milliseconds, "0"),
        ]);
        return (architecture.Taps.Count > 0 ? $"<div class=\"paper\">{architecture.ToSvg()}</div>\n" : "")
            + $"<div class=\"columns\" style=\"margin-top:16px\"><div><h3>Resources</h3>\n{Html.Table(["part", "parameters", "weights", "multiply-adds", "activations"], parts)}</div>"
            + $"<div><h3>Estimated on boards, float32</h3>\n{Html.Table(["board", "an image", "images/s"], estimates)}</div></div>\n";
    }

    private static string Run(ReportContent content)
    {
        using var settings = JsonDocument.Parse(content.Settings);
        var last = content.Processes.LastOrDefault();
        (string, string)[] environment = last is null ? [] :
        [
            ("started", string.Join(", ", content.Processes.Select(p =>
                p.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC" + (p.Iteration > 0 ? $" (from step {Whole(p.Iteration)})" : "")))),
            ("command", string.Join(' ', last.CommandLine)), ("folder", last.Folder), ("commit", last.Commit ?? "none"),
            ("MtlDsl", last.MtlDsl), (".NET", last.DotNet), ("libtorch", last.LibTorch), ("system", last.System),
            ("processor", $"{last.Processor}, {last.Processors} logical, {last.Threads} used"), ("memory", Fixed(last.MemoryGB, "0.0") + " GB"),
        ];
        return $"<div class=\"columns\"><div><h3>Settings</h3>\n{Facts(settings.RootElement.EnumerateObject().Select(item => (item.Name, item.Value.ToString())))}</div>"
            + $"<div><h3>Environment</h3>\n{Facts(environment)}</div></div>\n";
    }

    private static string Facts(IEnumerable<(string Name, string Value)> facts) =>
        $"<table class=\"facts\"><tbody>\n{string.Concat(facts.Select(fact => $"<tr><th scope=\"row\">{Html.Text(fact.Name)}</th><td>{Html.Text(fact.Value)}</td></tr>\n"))}</tbody></table>\n";

    private static string Whole(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Megabytes(double value) => Fixed(value, "0.0") + " MB";

    private static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
