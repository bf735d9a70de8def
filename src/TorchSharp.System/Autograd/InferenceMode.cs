using MtlDsl.Native;

namespace TorchSharp;

/// <summary>libtorch's inference mode on this thread, until it is disposed there. Guards end in reverse order.</summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    public InferenceMode(bool enabled) => NativeMethods.Check(NativeMethods.mtl_inference_enter(enabled ? 1 : 0, out _guard));

    public void Dispose()
    {
        nint guard = Interlocked.Exchange(ref _guard, 0);
        if (guard != 0) NativeMethods.mtl_inference_leave(guard);
    }
}
