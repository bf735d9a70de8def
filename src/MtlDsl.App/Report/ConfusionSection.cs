namespace MtlDsl.App.Report;

/// <summary>Which classes were taken for which.</summary>
internal static class ConfusionSection
{
    public static string Write(ReportContent content)
    {
        var tables = content.Latest.Heads.Zip(content.Architecture.Heads).Where(pair => pair.First.Confusion is { Total: > 0 })
            .Select(pair => $"<h3>{Html.Text(pair.First.Head)}</h3>\n{ConfusionTable.Write(pair.First.Confusion!, pair.Second.Classes)}").ToList();
        return tables.Count == 0 ? "" : $"<p>Of a true class, the per cent taken for each class.</p>\n{string.Concat(tables)}";
    }
}
