using System.Globalization;
using System.Text.Json;

namespace MtlDsl.Imaging.Video;

/// <summary>What a video file says of its frames, as ffprobe tells it; null is what it does not say.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Rate">Frames a second.</param>
/// <param name="IsEven">Whether they follow each other evenly.</param>
/// <param name="Start">When the first one is, in seconds.</param>
/// <param name="Duration">How long those that are shown last, in seconds.</param>
internal sealed record VideoHeader(int? Count, double? Rate, bool IsEven, double? Start, double? Duration)
{
    /// <summary>Reads what ffprobe says of a file and its first stream of pictures.</summary>
    /// <returns>Null where it has none.</returns>
    public static VideoHeader? Parse(JsonElement probe)
    {
        if (!probe.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
            return null;
        var stream = streams[0];
        var (average, real) = (Ratio(Text(stream, "avg_frame_rate")), Ratio(Text(stream, "r_frame_rate")));
        int? count = int.TryParse(Text(stream, "nb_frames"), CultureInfo.InvariantCulture, out var frames) && frames > 0 ? frames : null;
        var duration = Number(Text(stream, "duration"));
        // QuickTime's files, and they alone, may have frames that are never shown, and their duration knows of them. That of others may be an
        // estimate by what is there.
        var isQuickTime = probe.TryGetProperty("format", out var format) && Text(format, "format_name")?.Contains("mov") is true;
        if (!isQuickTime && count / (real ?? average) is { } whole)
            duration = Math.Max(duration ?? 0, whole);
        var isEven = average is { } one && real is { } other && Math.Abs(one - other) < 0.01 * other;
        return new VideoHeader(count, average ?? real, isEven, Number(Text(stream, "start_time")), duration);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double? Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Ratio(string? text) =>
        text?.Split('/') is [var above, var below] && Number(above) is { } number && Number(below) is { } divisor && number > 0 && divisor > 0 ? number / divisor : null;
}
