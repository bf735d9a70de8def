using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Video;

/// <summary>What ffmpeg writes on its standard error: a line for every frame before the frame itself, and what it complains of.</summary>
internal sealed partial class FfmpegLog
{
    private readonly BlockingCollection<FrameNote> notes = [];
    private string? complaint, last;

    /// <summary>What it complained of in the end, first since the last frame; null where nothing was wrong.</summary>
    public string? LastComplaint => complaint ?? last;

    /// <summary>Takes a line; null after the last one.</summary>
    public void Add(string? line)
    {
        if (line is null)
            notes.CompleteAdding();
        else if (Frame().Match(line) is { Success: true } frame)
        {
            var size = new PixelSize(Number(frame, "width"), Number(frame, "height"));
            var time = double.TryParse(frame.Groups["time"].ValueSpan, CultureInfo.InvariantCulture, out var seconds) ? seconds : double.NaN;
            notes.Add(new FrameNote(size, time, complaint));
            complaint = null;
        }
        else if (Complaint().Match(line) is { Success: true } said)
        {
            last = said.Groups["text"].Value;
            complaint ??= last;
        }

        static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>What is said of the next frame, waiting for it; null after the last one.</summary>
    public FrameNote? Next() => notes.TryTake(out var note, Timeout.Infinite) ? note : null;

    [GeneratedRegex(@"^\[Parsed_showinfo.*? pts_time:(?<time>\S+) .*\bs:(?<width>\d+)x(?<height>\d+) ")]
    private static partial Regex Frame();

    [GeneratedRegex(@"^(\[[^\]]*\] )*?\[(error|fatal|panic)\] (?<text>.*\S)")]
    private static partial Regex Complaint();
}
