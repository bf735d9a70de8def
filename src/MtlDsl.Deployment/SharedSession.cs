using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Deployment;

/// <summary>
/// ONNX Runtime's session as long as somebody holds it: the network and its requests may then be disposed in any order, whatever runs.
/// Who makes it holds it.
/// </summary>
internal sealed class SharedSession(InferenceSession session)
{
    private readonly RunOptions options = new();
    private readonly Lock counting = new();
    private int holders = 1;

    /// <summary>Holds it for one more.</summary>
    /// <exception cref="ObjectDisposedException">All have let go.</exception>
    public void Hold()
    {
        lock (counting)
        {
            ObjectDisposedException.ThrowIf(holders == 0, typeof(NetworkSession));
            holders++;
        }
    }

    /// <summary>Lets go: the last one to do so frees it.</summary>
    public void Release()
    {
        lock (counting)
            if (--holders > 0)
                return;
        options.Dispose();
        session.Dispose();
    }

    public OrtIoBinding CreateIoBinding() => session.CreateIoBinding();

    public void Run(OrtIoBinding binding) => session.RunWithBinding(options, binding);
}
