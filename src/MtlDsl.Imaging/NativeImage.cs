using System.Runtime.InteropServices;

namespace MtlDsl.Imaging;

/// <summary>A decoded image in native memory.</summary>
internal sealed class NativeImage() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Native.mtldsl_image_free(handle);
        return true;
    }
}
