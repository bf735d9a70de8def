using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Stops recording on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => NativeMethods.mtl_grad_enabled() != 0;

    /// <summary>Stops recording and version counting on this thread until the result is disposed, on the same thread.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.mtl_inference_enabled() != 0;
}
