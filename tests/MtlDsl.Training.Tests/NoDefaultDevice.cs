using static TorchSharp.torch;

namespace MtlDsl.Training.Tests;

/// <summary>
/// Until it is disposed the default device is one without memory. A tensor that is made without naming a device then throws where it meets those
/// of the network or the batch, as it would on a GPU.
/// </summary>
internal sealed class NoDefaultDevice : IDisposable
{
    public NoDefaultDevice() => set_default_device(META);

    /// <summary>Makes what belongs on the default device, such as a network.</summary>
    public T Make<T>(Func<T> make)
    {
        set_default_device(CPU);
        try
        {
            return make();
        }
        finally
        {
            set_default_device(META);
        }
    }

    public void Dispose() => set_default_device(CPU);
}
