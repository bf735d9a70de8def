using System.Runtime.InteropServices;

namespace MtlDsl.Imaging;

/// <summary>Bytes in native memory.</summary>
internal sealed class NativeBytes() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Native.mtldsl_bytes_free(handle);
        return true;
    }
}
