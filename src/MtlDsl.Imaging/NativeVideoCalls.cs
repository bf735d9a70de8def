using System.Runtime.InteropServices;

namespace MtlDsl.Imaging;

/// <summary>
/// The functions of native/video/mtldsl_video.cpp; each gives 0 after an error, or at the end. A library of its own: OpenCV's video brings
/// many others, which programs without video neither need nor load.
/// </summary>
internal static partial class NativeVideoCalls
{
    private const string Library = "mtldsl_video";

    /// <summary>What went wrong in the last function that gave 0 on this thread.</summary>
    public static string Error => Marshal.PtrToStringUTF8(mtldsl_video_error()) ?? "";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtldsl_video_open(string address, VideoKind kind, out NativeVideo video, out int count, out double rate);

    [LibraryImport(Library)]
    public static partial int mtldsl_video_grab(NativeVideo video);

    [LibraryImport(Library)]
    public static partial int mtldsl_video_retrieve(NativeVideo video, out nint bgr, out int width, out int height, out long stride);

    [LibraryImport(Library)]
    public static partial void mtldsl_video_close(nint video);

    [LibraryImport(Library)]
    private static partial nint mtldsl_video_error();
}
