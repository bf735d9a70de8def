namespace MtlDsl.Imaging;

/// <summary>What the address of a video is; native/video/mtldsl_video.cpp has the same.</summary>
internal enum VideoKind
{
    /// <summary>The path of a file.</summary>
    File,

    /// <summary>A camera's number.</summary>
    Camera,

    /// <summary>A GStreamer pipeline as text.</summary>
    Pipeline,
}
