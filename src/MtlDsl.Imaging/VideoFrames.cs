using System.Globalization;
using MtlDsl.Imaging.Codecs;
using MtlDsl.Imaging.Video;
using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>
/// The frames of a video file, a camera, a GStreamer pipeline or any command that writes pixels: what a program of its own (ffmpeg,
/// gst-launch-1.0) puts on its standard output. A frame in the middle of a file that cannot be decoded is a broken frame, and those after it
/// come; where the decoder makes something of a damaged one, it gives that. A file that ends before it should has a broken frame at its end.
/// <para>The program ends with the reader, which may be disposed from any thread.</para>
/// </summary>
public sealed class VideoFrames : IFrameSource, IDisposable
{
    private static readonly string[] extensions = [".avi", ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".mpg", ".mpeg", ".ts", ".mjpg", ".mjpeg"];
    private static readonly string[] liveSchemes = ["rtsp", "rtsps", "rtmp", "rtp", "udp", "srt", "tcp"];
    private static readonly string[] schemes = [.. liveSchemes, "http", "https"];

    private readonly PipedFrames frames;

    private VideoFrames(PipedFrames frames, int count, double rate) => (this.frames, Count, Rate) = (frames, count, rate);

    /// <summary>How many frames the file says it has; 0 where it says nothing, and of what is live.</summary>
    public int Count { get; }

    /// <summary>Frames a second; 0 where that is not known.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    /// <exception cref="ImageException">The frame cannot be decoded.</exception>
    public ImageView Current => frames.Current;

    /// <summary>Whether a path is a video: a file by the ending of its name, or a network address (rtsp://, http:// ...).</summary>
    public static bool IsVideo(string path) => IsAddress(path) || extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Whether a path is a network address.</summary>
    public static bool IsAddress(string path) => HasScheme(path, schemes);

    /// <summary>Whether a path is the address of something that sends when it sends, and has no end.</summary>
    public static bool IsLive(string path) => HasScheme(path, liveSchemes);

    /// <summary>Opens a video file, or what a network address gives.</summary>
    /// <exception cref="ImageException">There is no such file, it is no video that ffmpeg reads, or there is no ffmpeg.</exception>
    public static VideoFrames Open(string path)
    {
        var name = $"video {DisplayName(path)}";
        if (IsAddress(path))
            return OpenLive(name, () => new FfmpegFrames(name, null, onError => VideoTools.OpenAddress(path, line => onError(line?.Replace(path, DisplayName(path))))));
        Files.Length(path); // refuses what is no file
        return Open(name, () =>
        {
            var header = VideoTools.Describe(path);
            return new VideoFrames(new FfmpegFrames(name, header, onError => VideoTools.OpenFile(path, onError)), header.Count ?? 0, header.Rate ?? 0);
        });
    }

    /// <summary>Opens a camera, through Video4Linux or macOS's AVFoundation.</summary>
    /// <param name="number">Which of the machine's, from 0.</param>
    /// <exception cref="ImageException">There is no such camera, it gives no frame, or there is no ffmpeg.</exception>
    public static VideoFrames Camera(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var name = string.Create(CultureInfo.InvariantCulture, $"camera {number}");
        return OpenLive(name, () => new FfmpegFrames(name, null, onError => VideoTools.OpenCamera(number, onError)));
    }

    /// <summary>Starts a GStreamer pipeline: what a board's camera interface, a network camera or a hardware decoder gives.</summary>
    /// <param name="description">
    /// The pipeline as gst-launch-1.0 takes it, without a sink. It says how large its frames are: <c>video/x-raw, width=1280, height=720</c>.
    /// </param>
    /// <exception cref="ImageException">It says no size, GStreamer cannot start it, or there is no GStreamer.</exception>
    public static VideoFrames Pipeline(string description)
    {
        var name = $"pipeline '{description}'";
        return OpenLive(
            name, () => new RawFrames(name, PipelineText.Size(description), PixelFormat.Bgra, onError => VideoTools.OpenPipeline(description, onError)),
            PipelineText.Rate(description));
    }

    /// <summary>Starts a command that writes the frames of a video to its standard output, pixel after pixel: red, green, blue, a byte each.</summary>
    /// <param name="command">The command as the system's shell takes it.</param>
    /// <param name="size">The size of its frames.</param>
    /// <param name="rate">Frames a second; 0 where that is not known.</param>
    /// <exception cref="ImageException">It gives no frame.</exception>
    public static VideoFrames Command(string command, PixelSize size, double rate = 0)
    {
        var name = $"command '{command}'";
        return OpenLive(name, () => new RawFrames(name, size, PixelFormat.Rgb, onError => VideoTools.OpenCommand(command, onError)), rate);
    }

    /// <inheritdoc/>
    public bool MoveNext() => frames.MoveNext();

    /// <inheritdoc/>
    public void Dispose() => frames.Dispose();

    /// <summary>What a video is called in messages: an address without the password in it.</summary>
    internal static string DisplayName(string path) =>
        IsAddress(path) && Uri.TryCreate(path, UriKind.Absolute, out var address) && address.UserInfo.Length > 0 ? path.Replace($"{address.UserInfo}@", "") : path;

    // What is live is not open before its first frame is there: that is when a camera or a server is missed.
    private static VideoFrames OpenLive(string name, Func<PipedFrames> create, double rate = 0) => Open(name, () =>
    {
        var frames = create();
        try
        {
            frames.RequireFirst();
            return new VideoFrames(frames, 0, rate);
        }
        catch (DecodingException)
        {
            frames.Dispose();
            throw;
        }
    });

    private static VideoFrames Open(string name, Func<VideoFrames> open)
    {
        try
        {
            return open();
        }
        catch (DecodingException e)
        {
            throw new ImageException($"The {name} cannot be opened: {e.Message}.", e);
        }
    }

    private static bool HasScheme(string path, string[] schemes) => path.IndexOf("://", StringComparison.Ordinal) is var length and > 0
        && schemes.Contains(path[..length], StringComparer.OrdinalIgnoreCase);
}
