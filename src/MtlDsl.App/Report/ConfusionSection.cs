namespace MtlDsl.App.Report;

/// <summary>Which classes were taken for which.</summary>
internal static class ConfusionSection
{
    public static string Write(ReportContent content)
    {
        // Not by their place: a run may have measured some of the heads only.
        var tables = content.Latest.Heads.Where(head => head.Confusion is { Total: > 0 })
            .Select(head => $"<h3>{Html.Text(head.Head)}</h3>\n{ConfusionTable.Write(head.Confusion!, content.Architecture.Heads.First(declared => declared.Name == head.Head).Classes)}").ToList();
        return tables.Count == 0 ? "" : $"<p>Of a true class, the per cent taken for each class.</p>\n{string.Concat(tables)}";
    }
}
