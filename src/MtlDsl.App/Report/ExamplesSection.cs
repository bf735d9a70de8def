namespace MtlDsl.App.Report;

/// <summary>Images with their labels beside what the network saw.</summary>
internal static class ExamplesSection
{
    public static string Write(ReportContent content)
    {
        if (content.Pictures.Count == 0)
            return "";
        var pictures = content.Pictures.Select(picture =>
            $"<figure><img src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}\" width=\"{picture.Size.Width}\" height=\"{picture.Size.Height}\" "
            + $"alt=\"Labels of {Html.Text(picture.Name)} beside what the network saw\"/><figcaption>{Html.Text(picture.Name)}</figcaption></figure>\n");
        return $"<p>Left the labels, right what the network saw after {Html.Whole(content.Iteration)} steps.</p>\n<div class=\"examples\">\n{string.Concat(pictures)}</div>\n";
    }
}
