using MtlDsl.Deployment;
using MtlDsl.Imaging;
using static System.FormattableString;

namespace JetsonRunner;

/// <summary>Takes frames through the network, keeps what was asked for, and says how fast it is.</summary>
/// <param name="session">The network.</param>
/// <param name="lines">Where JSON goes; null for nowhere.</param>
/// <param name="pictures">Folder for pictures; null for none.</param>
/// <param name="interval">Time between two lines on how fast it is.</param>
internal sealed class FrameRun(NetworkSession session, Stream? lines, string? pictures, TimeSpan interval)
{
    private readonly JsonLines? json = lines is null ? null : new JsonLines(lines);
    private readonly UniqueNames names = new();

    /// <summary>Frames that could not be decoded, or on which the network failed.</summary>
    public int Broken { get; private set; }

    /// <summary>Runs to the end of the frames.</summary>
    /// <returns>Whether it came to their end; it did not where it was asked to stop.</returns>
    /// <exception cref="IOException">What is live ended by itself, or something cannot be written.</exception>
    public async Task<bool> On(NamedFrames named, CancellationToken stop)
    {
        var settings = new PipelineSettings { WhenFull = named.IsLive ? FullQueue.DropOldest : FullQueue.Wait, KeepImages = pictures is not null };
        var pace = new Pace(interval, Console.Error);
        await using var frames = session.Stream(named.Source, settings, stop);
        try
        {
            await foreach (var frame in frames)
            {
                Keep(frame, named, isShown: !named.IsLive || pace.IsDue);
                pace.Add(frame, frames.Dropped);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            pace.End(frames.Dropped);
        }
        // Ctrl-C reaches the program that reads the camera too, which may be the first to end.
        if (named.IsLive && stop.IsCancellationRequested)
            return false;
        if (named.IsLive)
            throw new IOException("No more frames come; see that the camera is connected, and start again.");
        return true;
    }

    private void Keep(Frame<NetworkPrediction> frame, NamedFrames named, bool isShown)
    {
        // The numbers of a live source begin anew at every start; its frames are known by when they were taken.
        var name = named.IsLive ? Invariant($"{DateTime.UtcNow - frame.Latency:yyyy-MM-ddTHH:mm:ss.fffZ}") : names.Of(named.Name(frame.Number));
        if (frame.Error is { } error)
        {
            Broken++;
            Console.Error.WriteLine($"Left out {named.Path(frame.Number)}: {error.Message}");
            json?.Add(name, error);
            return;
        }
        json?.Add(name, frame.Prediction);
        if (isShown && frame.Image is { } image)
            ImageFile.Write(Path.Combine(pictures!, $"{(named.IsLive ? "latest" : name)}.jpg"), Picture.Draw(image, frame.Prediction));
    }
}
