using System.Globalization;
using System.Text.RegularExpressions;
using MtlDsl.Imaging.Codecs;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Video;

/// <summary>A GStreamer pipeline as text, without a sink.</summary>
internal static partial class PipelineText
{
    /// <summary>The size of its frames.</summary>
    /// <exception cref="DecodingException">It does not say.</exception>
    public static PixelSize Size(string description)
    {
        return Last(Width()) is { } width && Last(Height()) is { } height
            ? new PixelSize(width, height)
            : throw new DecodingException("it does not say how large its frames are; add 'video/x-raw, width=1280, height=720' with their size to it");

        int? Last(Regex number) => number.Matches(description).LastOrDefault() is { } match
            && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
    }

    /// <summary>Frames a second; 0 where it does not say.</summary>
    public static double Rate(string description) => FrameRate().Matches(description).LastOrDefault() is { } rate
        ? double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / double.Parse(rate.Groups[2].ValueSpan, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>What gst-launch-1.0 is given to write its frames to the standard output: blue, green, red and a byte that is ignored.</summary>
    /// <exception cref="DecodingException">It does not say how large its frames are.</exception>
    public static IEnumerable<string> Arguments(string description)
    {
        var size = Size(description);
        // What was written for a program that takes the frames itself ends with that.
        var source = ApplicationSink().Replace(description, "");
        // Graphics memory and hardware converters have four bytes a pixel; of three, GStreamer would also pad the rows.
        var sink = string.Create(CultureInfo.InvariantCulture, $"! videoconvert ! video/x-raw,format=BGRx,width={size.Width},height={size.Height} ! fdsink fd=1");
        return ["-q", .. Word().Matches($"{source} {sink}").Select(word => word.Value)];
    }

    [GeneratedRegex(@"!\s*appsink\b[^!]*$")]
    private static partial Regex ApplicationSink();

    [GeneratedRegex(@"\bwidth\s*=\s*(?:\(int\)\s*)?(\d+)")]
    private static partial Regex Width();

    [GeneratedRegex(@"\bheight\s*=\s*(?:\(int\)\s*)?(\d+)")]
    private static partial Regex Height();

    [GeneratedRegex(@"\bframerate\s*=\s*(?:\(fraction\)\s*)?(\d+)/([1-9]\d*)")]
    private static partial Regex FrameRate();

    // Up to a space that stands in no quotes.
    [GeneratedRegex(@"(?:""(?:\\.|[^""\\])*""|'(?:\\.|[^'\\])*'|\\.|\S)+")]
    private static partial Regex Word();
}
