using System.Globalization;
using MtlDsl.Messages;
using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Frames with a name each: image files by theirs, the frames of videos and cameras by their numbers.</summary>
/// <param name="Source">The frames.</param>
/// <param name="Count">How many there are; 0 where that is not known.</param>
/// <param name="Name">What a frame is called.</param>
/// <param name="Path">What it is called in messages, as a terminal may show it.</param>
/// <param name="IsLive">Whether frames come when they come.</param>
public sealed record NamedFrames(IFrameSource Source, int Count, Func<long, string> Name, Func<long, string> Path, bool IsLive = false) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Source as IDisposable)?.Dispose();

    /// <summary>
    /// The images and videos that a command line names: images that stand together, and every video by itself. A video that cannot be opened is
    /// one broken frame.
    /// </summary>
    public static IEnumerable<NamedFrames> Of(IReadOnlyList<string> files)
    {
        for (int start = 0, end; start < files.Count; start = end)
        {
            for (end = start; end < files.Count && !VideoFrames.IsVideo(files[end]);)
                end++;
            yield return end > start ? Images([.. files.Skip(start).Take(end - start)]) : Video(files[end++]);
        }
    }

    /// <summary>A camera's frames.</summary>
    /// <exception cref="ImageException">There is no such camera.</exception>
    public static NamedFrames Camera(int number) => Numbered(VideoFrames.Camera(number), $"camera{number}", $"camera {number}") with { IsLive = true };

    /// <summary>What a GStreamer pipeline gives, live; see <see cref="VideoFrames.Pipeline"/>.</summary>
    /// <exception cref="ImageException">GStreamer cannot start it.</exception>
    public static NamedFrames Pipeline(string description) => Numbered(VideoFrames.Pipeline(description), "pipeline", "the pipeline") with { IsLive = true };

    /// <summary>What a command writes, live; see <see cref="VideoFrames.Command"/>.</summary>
    /// <exception cref="ImageException">It gives no frame.</exception>
    public static NamedFrames Command(string command, PixelSize size) => Numbered(VideoFrames.Command(command, size), "command", "the command") with { IsLive = true };

    private static NamedFrames Images(IReadOnlyList<string> files) =>
        new(new ImageFileFrames(files), files.Count, number => System.IO.Path.GetFileNameWithoutExtension(files[(int)number]), number => Printable.Line(files[(int)number]));

    private static NamedFrames Video(string file)
    {
        var path = Printable.Line(VideoFrames.DisplayName(file));
        var name = VideoFrames.IsAddress(file) && Uri.TryCreate(file, UriKind.Absolute, out var address) ? address.Host : System.IO.Path.GetFileNameWithoutExtension(file);
        try
        {
            return Numbered(VideoFrames.Open(file), name, path) with { IsLive = VideoFrames.IsLive(file) };
        }
        catch (ImageException error)
        {
            return new NamedFrames(new BrokenFrame(error), 1, _ => name, _ => path);
        }
    }

    private static NamedFrames Numbered(VideoFrames frames, string name, string path) => new(
        frames, frames.Count, number => string.Create(CultureInfo.InvariantCulture, $"{name}-{number:000000}"),
        number => string.Create(CultureInfo.InvariantCulture, $"{path}, frame {number}"));
}
