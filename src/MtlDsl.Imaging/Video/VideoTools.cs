using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MtlDsl.Imaging.Codecs;

namespace MtlDsl.Imaging.Video;

/// <summary>The programs that decode videos and read cameras, and what they are told.</summary>
internal static partial class VideoTools
{
    private const string Ffmpeg = "ffmpeg", Ffprobe = "ffprobe", GStreamer = "gst-launch-1.0";

    // Since when a frame's time is left alone by -fps_mode, and showinfo computes no checksums where it need not.
    private static readonly Version modern = new(5, 1);

    private static readonly Lazy<bool> isModern = new(() => FindVersion(Run(Ffmpeg, ["-version"])));

    /// <summary>What is said where a program is not there.</summary>
    public static string Missing(string program) => program switch
    {
        Ffmpeg or Ffprobe => $"there is no {program}; install ffmpeg (Debian, Ubuntu: apt-get install ffmpeg; Windows: winget install ffmpeg; macOS: brew install ffmpeg)",
        GStreamer => $"there is no {program}; install GStreamer (Debian, Ubuntu, JetPack: apt-get install gstreamer1.0-tools)",
        _ => $"there is no program {program}",
    };

    /// <summary>What a video file says of itself.</summary>
    /// <exception cref="DecodingException">It is no video, or there is no ffmpeg.</exception>
    public static VideoHeader Describe(string path)
    {
        const string entries = "format=format_name:stream=avg_frame_rate,r_frame_rate,nb_frames,start_time,duration";
        using var probe = JsonDocument.Parse(Run(Ffprobe, ["-v", "error", "-select_streams", "v:0", "-show_entries", entries, "-of", "json", Local(path)]));
        return VideoHeader.Parse(probe.RootElement) ?? throw new DecodingException("it has no pictures");
    }

    /// <summary>Starts ffmpeg on a file.</summary>
    public static ChildProcess OpenFile(string path, Action<string?> onError) => Start([], Local(path), onError);

    /// <summary>Starts ffmpeg on what a network address gives.</summary>
    public static ChildProcess OpenAddress(string address, Action<string?> onError) => Start(
        address.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase)
            // A camera that falls silent has ended. Packets that are lost on the way damage pictures; over TCP none is.
            ? ["-rtsp_transport", "tcp", isModern.Value ? "-timeout" : "-stimeout", "10000000", "-fflags", "nobuffer", "-flags", "low_delay"]
            : ["-fflags", "nobuffer", "-flags", "low_delay"],
        address, onError);

    /// <summary>Starts ffmpeg on a camera.</summary>
    /// <exception cref="DecodingException">Cameras have no numbers on this system.</exception>
    public static ChildProcess OpenCamera(int number, Action<string?> onError)
    {
        var (format, device) =
            OperatingSystem.IsLinux() ? ("v4l2", $"/dev/video{number.ToString(CultureInfo.InvariantCulture)}")
            : OperatingSystem.IsMacOS() ? ("avfoundation", $"{number.ToString(CultureInfo.InvariantCulture)}:none")
            : throw new DecodingException("cameras have no numbers on this system; name a command that gives its frames (ffmpeg -f dshow -i video=NAME ...)");
        return Start(["-fflags", "nobuffer", "-f", format], device, onError);
    }

    /// <summary>Starts a GStreamer pipeline.</summary>
    public static ChildProcess OpenPipeline(string description, Action<string?> onError) => new(GStreamer, PipelineText.Arguments(description), onError);

    /// <summary>Starts a command line as the system's shell understands it.</summary>
    public static ChildProcess OpenCommand(string command, Action<string?> onError)
    {
        var (shell, arguments) = OperatingSystem.IsWindows() ? ("cmd.exe", new[] { "/d", "/c", command }) : ("/bin/sh", ["-c", command]);
        return new ChildProcess(shell, arguments, onError, isInterruptible: false);
    }

    // Every frame as red, green, blue; before each, showinfo writes its size and time. Frames come as they are in the video: none is doubled
    // and none is left out to even out their times.
    private static ChildProcess Start(IEnumerable<string> input, string address, Action<string?> onError) => new(Ffmpeg,
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+info",
        .. input, "-i", address,
        "-map", "0:v:0", "-vf", isModern.Value ? "format=rgb24,showinfo=checksum=0" : "format=rgb24,showinfo",
        isModern.Value ? "-fps_mode" : "-vsync", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
    ], onError);

    // A path is no address, whatever is in it.
    private static string Local(string path) => "file:" + path;

    private static string Run(string program, string[] arguments)
    {
        var said = new List<string>();
        using var process = new ChildProcess(program, arguments, line => said.Add(line ?? ""));
        using var output = new MemoryStream();
        var buffer = new byte[4096];
        while (process.Read(buffer) is var count and > 0)
            output.Write(buffer, 0, count);
        return process.Finish() == 0
            ? Encoding.UTF8.GetString(output.ToArray())
            // The file is named already.
            : throw new DecodingException($"{program} says: {said.LastOrDefault(line => line.Length > 0, "nothing").Replace($"{arguments[^1]}: ", "")}");
    }

    // Builds between releases have no number; they are newer than what is asked for.
    private static bool FindVersion(string text) =>
        VersionNumber().Match(text) is not { Success: true } match || Version.Parse(match.Groups[1].Value) >= modern;

    [GeneratedRegex(@"^ffmpeg version n?(\d+\.\d+)")]
    private static partial Regex VersionNumber();
}
