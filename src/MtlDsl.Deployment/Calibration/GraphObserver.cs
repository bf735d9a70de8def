using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Deployment.Calibration;

/// <summary>Is shown a value of a network; the numbers are gone after the call.</summary>
/// <param name="name">Name of the value.</param>
/// <param name="values">Its numbers in row-major order.</param>
public delegate void ValueSeen(string name, ReadOnlySpan<float> values);

/// <summary>Runs a network of one input in ONNX Runtime and shows its outputs, whichever values of its inside these are.</summary>
public sealed class GraphObserver : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string[] inputs;
    private readonly string[] outputs;
    private readonly long[] shape;

    /// <summary>Opens a network for one image a call.</summary>
    /// <param name="network">The bytes of an .onnx file.</param>
    /// <param name="threads">Threads that compute; null for one a physical core.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not take it; the message says why.</exception>
    public GraphObserver(byte[] network, int? threads = null)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        if (threads is { } count)
            options.IntraOpNumThreads = count;
        session = new InferenceSession(network, options);
        (inputs, outputs) = ([.. session.InputMetadata.Keys], [.. session.OutputMetadata.Keys]);
        shape = [1, .. session.InputMetadata[inputs[0]].Dimensions.Skip(1).Select(size => (long)size)];
    }

    /// <summary>Runs one image of normalised values and shows every output, as well as the image itself under the input's name.</summary>
    /// <exception cref="ArgumentException">The network takes another number of values.</exception>
    public void Run(float[] image, ValueSeen seen)
    {
        RunAny(image, seen);
        seen(inputs[0], image);
    }

    /// <summary>Runs one image of bytes, for a network that normalises them itself, and shows every output.</summary>
    /// <exception cref="ArgumentException">The network takes another number of values.</exception>
    public void Run(byte[] image, ValueSeen seen) => RunAny(image, seen);

    private void RunAny<T>(T[] image, ValueSeen seen) where T : unmanaged
    {
        var length = shape.Aggregate(1L, (product, size) => product * size);
        if (image.Length != length)
            throw new ArgumentException($"The network takes {length} values, not {image.Length}.", nameof(image));
        using var value = OrtValue.CreateTensorValueFromMemory(image, shape);
        using var results = session.Run(runOptions, inputs, [value], outputs);
        foreach (var (name, result) in outputs.Zip(results))
            seen(name, result.GetTensorDataAsSpan<float>());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}
