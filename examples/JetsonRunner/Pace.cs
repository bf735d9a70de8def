using System.Diagnostics;
using MtlDsl.Deployment;
using MtlDsl.Deployment.Benchmarking;
using static System.FormattableString;

namespace JetsonRunner;

/// <summary>How fast frames go through: a line every few seconds, and one about all of them in the end.</summary>
/// <param name="interval">Time between two lines.</param>
/// <param name="log">Where to.</param>
internal sealed class Pace(TimeSpan interval, TextWriter log)
{
    private readonly long beginning = Stopwatch.GetTimestamp();
    private readonly List<double> milliseconds = [];
    private long lastLine = Stopwatch.GetTimestamp();
    private long droppedBefore;
    private int frames, broken;

    /// <summary>Whether the next frame brings a line.</summary>
    public bool IsDue => Stopwatch.GetElapsedTime(lastLine) >= interval;

    /// <summary>Counts a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="dropped">How many were dropped so far.</param>
    public void Add(Frame<NetworkPrediction> frame, long dropped)
    {
        frames++;
        if (frame.Error is null)
            milliseconds.Add(frame.Latency.TotalMilliseconds);
        else
            broken++;
        if (IsDue)
            WriteLine(dropped);
    }

    /// <summary>Says how it went.</summary>
    /// <param name="dropped">How many were dropped in all.</param>
    public void End(long dropped)
    {
        if (milliseconds.Count > 0)
            WriteLine(dropped);
        var seconds = Stopwatch.GetElapsedTime(beginning).TotalSeconds;
        log.WriteLine(Invariant($"{frames} frames in {seconds:0.0} s, {frames / seconds:0.0} frames/s in the mean, {dropped} dropped, {broken} broken"));
    }

    private void WriteLine(long dropped)
    {
        var rate = milliseconds.Count / Stopwatch.GetElapsedTime(lastLine).TotalSeconds;
        log.WriteLine(Invariant($"{rate:0.0} frames/s, {Latency()}{dropped - droppedBefore} dropped"));
        milliseconds.Clear();
        (lastLine, droppedBefore) = (Stopwatch.GetTimestamp(), dropped);
    }

    private string Latency() => milliseconds.Count > 0 && new Latency(milliseconds) is var latency
        ? Invariant($"latency p50 {latency.Median:0.0} ms, p95 {latency.Percentile(95):0.0} ms, ")
        : "";
}
