using System.Globalization;
using System.Text.Json;

namespace MtlDsl.Imaging.Video;

/// <summary>What a video file says of its frames, as ffprobe tells it; null is what it does not say.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Rate">Frames a second.</param>
/// <param name="IsEven">Whether they follow each other evenly.</param>
/// <param name="Start">When the first one is, in seconds.</param>
/// <param name="Duration">How long they last, in seconds.</param>
internal sealed record VideoHeader(int? Count, double? Rate, bool IsEven, double? Start, double? Duration)
{
    public static VideoHeader Parse(JsonElement stream)
    {
        var (average, real) = (Ratio(Text("avg_frame_rate")), Ratio(Text("r_frame_rate")));
        return new VideoHeader(
            int.TryParse(Text("nb_frames"), CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null,
            average ?? real, average is { } one && real is { } other && Math.Abs(one - other) < 0.01 * other, Number(Text("start_time")), Number(Text("duration")));

        string? Text(string name) => stream.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static double? Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Ratio(string? text) =>
        text?.Split('/') is [var above, var below] && Number(above) is { } number && Number(below) is { } divisor && number > 0 && divisor > 0 ? number / divisor : null;
}
