using System.Globalization;
using MtlDsl.Metrics;

namespace MtlDsl.App.Report;

/// <summary>Which class was taken for which, in per cent of the true class: the fuller a cell's colour, the larger its share.</summary>
internal static class ConfusionTable
{
    // Fewer decimals where many columns must fit.
    private const int FewClasses = 8;

    public static string Write(ConfusionMatrix confusion, IReadOnlyList<ClassInfo> classes)
    {
        var head = string.Concat(classes.Select(c => $"<th class=\"turned\"><span>{Html.Text(c.Name)}</span></th>"));
        var rows = classes.Select((c, truth) => $"<tr><th scope=\"row\"><i style=\"background:{Hex(c)}\"></i>{Html.Text(c.Name)}</th>"
            + string.Concat(classes.Select((other, prediction) => Cell(confusion, truth, prediction, $"{c.Name} taken for {other.Name}"))) + "</tr>\n");
        return $"<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th>true ↓ predicted →</th>{head}</tr></thead><tbody>\n{string.Concat(rows)}</tbody></table></div>\n";
    }

    private static string Cell(ConfusionMatrix confusion, int truth, int prediction, string title)
    {
        var (count, all) = (confusion[truth, prediction], confusion.Pixels(truth));
        if (all == 0)
            return "<td class=\"none\">–</td>";
        var share = 100.0 * count / all;
        var text = share == 0 ? "" : share.ToString(confusion.Classes <= FewClasses ? "0.0" : "0", CultureInfo.InvariantCulture);
        var style = string.Create(CultureInfo.InvariantCulture, $"--p:{share:0.#}%");
        return $"<td{(share >= 50 ? " class=\"full\"" : "")} style=\"{style}\" title=\"{Html.Text(title)}: {count.ToString("#,0", CultureInfo.InvariantCulture)}\">{text}</td>";
    }

    private static string Hex(ClassInfo item) => $"#{item.Color.R:x2}{item.Color.G:x2}{item.Color.B:x2}";
}
