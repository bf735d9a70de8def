using System.Globalization;
using System.Net;
using MtlDsl.Messages;

namespace MtlDsl.App.Report;

/// <summary>Pieces of a page.</summary>
internal static class Html
{
    /// <summary>A text, so that nothing in it is taken for markup.</summary>
    public static string Text(string value) => WebUtility.HtmlEncode(Printable.Lines(value));

    /// <summary>A share or an error as it is written in tables; a dash for what was not measured.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A section of the page; nothing where it would be empty.</summary>
    public static string Section(string title, string content) => content.Length == 0 ? "" : $"<section><h2>{Text(title)}</h2>\n{content}</section>\n";

    /// <summary>A table whose first column is a heading of its row.</summary>
    public static string Table(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows) =>
        $"<div class=\"scroll\"><table><thead><tr>{string.Concat(columns.Select(c => $"<th>{Text(c)}</th>"))}</tr></thead><tbody>\n"
        + string.Concat(rows.Select(Row)) + "</tbody></table></div>\n";

    /// <summary>A number of things, thousands apart.</summary>
    public static string Whole(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A size with its unit.</summary>
    public static string Megabytes(double value) => Fixed(value, "0.0") + " MB";

    /// <summary>A number with a fixed number of digits.</summary>
    public static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Row(IEnumerable<string> cells) =>
        "<tr>" + string.Concat(cells.Select((cell, i) => i == 0 ? $"<th scope=\"row\">{Text(cell)}</th>" : $"<td>{Text(cell)}</td>")) + "</tr>\n";
}
