using MtlDsl.Vision;

namespace MtlDsl.Imaging.Video;

/// <summary>
/// Frames from ffmpeg. Where the times of a file's frames leave a gap and the decoder complained, frames are missing there that could not be
/// decoded.
/// </summary>
internal sealed class FfmpegFrames : PipedFrames
{
    // Decoders complain of a frame before those that are shown earlier have come out; and no more frames are missed at once where a file does
    // not say how many it has.
    private const int LongestReordering = 64;

    private readonly string name;
    private readonly VideoHeader? header;
    private readonly FfmpegLog log = new();
    private FrameNote? waiting;
    private string? complaint;
    private int passed, missing, sinceComplaint;
    private double lastTime = double.NaN;
    private bool hasEnded;

    /// <param name="name">What they are called in messages.</param>
    /// <param name="header">What the file says of them; null of what is live.</param>
    /// <param name="start">Starts ffmpeg, given what receives the lines of its standard error.</param>
    public FfmpegFrames(string name, VideoHeader? header, Func<Action<string?>, ChildProcess> start) : base(PixelFormat.Rgb)
    {
        (this.name, this.header) = (name, header);
        Process = start(log.Add);
    }

    /// <inheritdoc/>
    protected override ChildProcess Process { get; }

    /// <inheritdoc/>
    protected override bool Advance()
    {
        if (hasEnded)
            return false;
        if (waiting is null)
        {
            waiting = log.Next();
            if (waiting is null)
                return End();
            missing = Missing(waiting);
        }
        if (missing > 0)
        {
            (missing, passed) = (missing - 1, passed + 1);
            return Break($"A frame of the {name} cannot be decoded: {complaint}.");
        }
        var note = waiting;
        waiting = null;
        if (Read(note.Size) < 1)
            return End();
        (passed, lastTime) = (passed + 1, note.Time);
        return true;
    }

    // Frames that should have come before one.
    private int Missing(FrameNote note)
    {
        (complaint, sinceComplaint) = note.Complaint is null ? (complaint, sinceComplaint + 1) : (note.Complaint, 0);
        if (header is not { IsEven: true, Rate: { } rate } || complaint is null || sinceComplaint > LongestReordering)
            return 0;
        var expected = double.IsNaN(lastTime) ? header.Start ?? note.Time : lastTime + 1 / rate;
        var gap = Math.Round((note.Time - expected) * rate);
        return gap > 0 ? (int)Math.Min(gap, header.Count - passed ?? LongestReordering) : 0;
    }

    private bool End()
    {
        hasEnded = true;
        if (Process.IsDisposed)
            return false;
        var code = Process.Finish();
        var why = log.LastComplaint is { } said ? $": {said}" : "";
        return header?.Count is { } count && passed < count && IsEarly(code) ? Break($"The {name} ended at frame {passed} of {count}{why}.")
            : code != 0 && Break(passed == 0 ? log.LastComplaint ?? $"ffmpeg ended with exit code {code}" : $"The {name} ended after {passed} frames{why}.");
    }

    // Encoders may count a frame that holds the one before it and is none, so that one may lack where nobody complains.
    private bool IsEarly(int exitCode)
    {
        var isSuspect = exitCode != 0 || log.LastComplaint is not null;
        if (double.IsNaN(lastTime))
            return true;
        return header is { Rate: { } rate, Duration: { } duration }
            ? lastTime + (isSuspect ? 1.5 : 2.5) / rate < (header.Start ?? 0) + duration
            : isSuspect;
    }
}
