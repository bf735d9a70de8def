using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>
/// The frames of a video file, a camera or a GStreamer pipeline, through OpenCV. Where a frame in the middle of a file is damaged, the
/// decoder gives what it can make of it or leaves it out; one that cannot be had at all is a broken frame, and those after it come.
/// </summary>
public sealed class VideoFrames : IFrameSource, IDisposable
{
    private static readonly string[] extensions = [".avi", ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".mpg", ".mpeg", ".ts", ".mjpg", ".mjpeg"];

    private readonly string name;
    private readonly NativeVideo video;

    private VideoFrames(string name, NativeVideo video, int count, double rate) => (this.name, this.video, Count, Rate) = (name, video, count, rate);

    /// <summary>How many frames the file says it has; 0 where it says nothing, and of a camera or a pipeline.</summary>
    public int Count { get; }

    /// <summary>Frames a second; 0 where that is not known.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    /// <exception cref="ImageException">The frame cannot be decoded.</exception>
    public unsafe ImageView Current
    {
        get
        {
            if (NativeVideoCalls.mtldsl_video_retrieve(video, out var pixels, out var width, out var height, out var stride) == 0)
                throw new ImageException($"A frame of {name} cannot be decoded: {NativeVideoCalls.Error}.");
            return new ImageView(new ReadOnlySpan<byte>((void*)pixels, checked((int)(stride * height))), width, height, PixelFormat.Bgr, (int)stride);
        }
    }

    /// <summary>Whether a file is a video, by the ending of its name.</summary>
    public static bool IsVideo(string path) => extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Opens a video file.</summary>
    /// <exception cref="ImageException">There is no such file, it is no video that OpenCV reads, or this build reads none.</exception>
    public static VideoFrames Open(string path) => File.Exists(path)
        ? Open(path, VideoKind.File, path)
        : throw new ImageException($"The file {path} does not exist.");

    /// <summary>Opens a camera.</summary>
    /// <param name="number">Which of the machine's, from 0.</param>
    /// <exception cref="ImageException">There is no such camera, or this build reads none.</exception>
    public static VideoFrames Camera(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return Open(number.ToString(CultureInfo.InvariantCulture), VideoKind.Camera, $"camera {number}");
    }

    /// <summary>Starts a GStreamer pipeline: what a board's camera interface, a network camera or a hardware decoder gives.</summary>
    /// <param name="description">
    /// The pipeline as gst-launch-1.0 takes it, with <c>videoconvert ! video/x-raw, format=BGR ! appsink</c> at its end.
    /// </param>
    /// <exception cref="ImageException">GStreamer cannot start it, or this build or OpenCV has no GStreamer.</exception>
    public static VideoFrames Pipeline(string description) => Open(description, VideoKind.Pipeline, $"pipeline '{description}'");

    /// <inheritdoc/>
    public bool MoveNext() => NativeVideoCalls.mtldsl_video_grab(video) != 0;

    /// <inheritdoc/>
    public void Dispose() => video.Dispose();

    private static VideoFrames Open(string address, VideoKind kind, string name)
    {
        try
        {
            if (NativeVideoCalls.mtldsl_video_open(address, kind, out var video, out var count, out var rate) != 0)
                return new VideoFrames(name, video, count, rate);
            video.Dispose();
            throw new ImageException($"The video {name} cannot be opened: {NativeVideoCalls.Error}.");
        }
        catch (DllNotFoundException e)
        {
            throw new ImageException(
                $"The video {name} cannot be opened: this build reads no video. Install libopencv-videoio-dev and build MtlDsl.Imaging again; "
                + "on a board, run 'native/build.sh libmtldsl_video.so video' in the program's folder.", e);
        }
    }
}
