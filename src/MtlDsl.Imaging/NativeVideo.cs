using System.Runtime.InteropServices;

namespace MtlDsl.Imaging;

/// <summary>An open video.</summary>
internal sealed class NativeVideo() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeVideoCalls.mtldsl_video_close(handle);
        return true;
    }
}
