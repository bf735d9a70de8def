using MtlDsl.Native;

namespace TorchSharp;

/// <summary>Sets whether this thread records operators for backward, until it is disposed.</summary>
internal sealed class GradMode : IDisposable
{
    private readonly int _before;

    public GradMode(bool enabled)
    {
        _before = NativeMethods.mtl_grad_enabled();
        NativeMethods.mtl_set_grad_enabled(enabled ? 1 : 0);
    }

    public void Dispose() => NativeMethods.mtl_set_grad_enabled(_before);
}
