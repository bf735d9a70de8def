using System.Globalization;
using System.Text.Json;

namespace MtlDsl.App.Report;

/// <summary>How a run was made: its settings and where it ran.</summary>
internal static class RunSection
{
    public static string Write(ReportContent content)
    {
        using var settings = JsonDocument.Parse(content.Settings);
        var last = content.Processes.LastOrDefault();
        (string, string)[] environment = last is null ? [] :
        [
            ("started", string.Join(", ", content.Processes.Select(p =>
                p.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC" + (p.Iteration > 0 ? $" (from step {Html.Whole(p.Iteration)})" : "")))),
            ("command", string.Join(' ', last.CommandLine)), ("folder", last.Folder), ("commit", last.Commit ?? "none"),
            ("MtlDsl", last.MtlDsl), (".NET", last.DotNet), ("libtorch", last.LibTorch), ("system", last.System),
            ("processor", $"{last.Processor}, {last.Processors} logical, {last.Threads} used"), ("memory", Html.Fixed(last.MemoryGB, "0.0") + " GB"),
        ];
        return $"<div class=\"columns\"><div><h3>Settings</h3>\n{Facts(settings.RootElement.EnumerateObject().Select(item => (item.Name, item.Value.ToString())))}</div>"
            + $"<div><h3>Environment</h3>\n{Facts(environment)}</div></div>\n";
    }

    private static string Facts(IEnumerable<(string Name, string Value)> facts) =>
        $"<table class=\"facts\"><tbody>\n{string.Concat(facts.Select(fact => $"<tr><th scope=\"row\">{Html.Text(fact.Name)}</th><td>{Html.Text(fact.Value)}</td></tr>\n"))}</tbody></table>\n";
}
