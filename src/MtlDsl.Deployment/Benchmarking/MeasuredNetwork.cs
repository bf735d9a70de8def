using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>Any exported network, open, with an input of random values and memory for its outputs: nothing is made anew for a call.</summary>
internal sealed class MeasuredNetwork : IDisposable
{
    private readonly RunOptions runOptions = new();
    private readonly string[] inputNames;
    private readonly string[] outputNames;
    private readonly OrtValue[] inputs;
    private readonly OrtValue[]? outputs;

    /// <summary>Opens a network.</summary>
    /// <param name="path">An .onnx file whose batch is fixed.</param>
    /// <param name="settings">How to run it.</param>
    /// <param name="configure">Further settings of ONNX Runtime.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX network, or one whose inputs have no fixed shape.</exception>
    public MeasuredNetwork(string path, SessionSettings settings, Action<SessionOptions>? configure = null)
    {
        Session = SessionFile.Open(path, settings, configure).Session;
        try
        {
            (inputNames, outputNames) = ([.. Session.InputNames], [.. Session.OutputNames]);
            inputs = [.. inputNames.Select(name => Noise(path, name, Session.InputMetadata[name]))];
            var metadata = outputNames.Select(name => Session.OutputMetadata[name]).ToList();
            // How many boxes a network itself keeps is known after the call only.
            if (metadata.All(output => output.Dimensions.All(size => size > 0)))
                outputs = [.. metadata.Select(Allocate)];
        }
        catch
        {
            Session.Dispose();
            throw;
        }
    }

    public InferenceSession Session { get; }

    public void Run()
    {
        if (outputs is not null)
            Session.Run(runOptions, inputNames, inputs, outputNames, outputs);
        else
            Session.Run(runOptions, inputNames, inputs, outputNames).Dispose();
    }

    public void Dispose()
    {
        foreach (var value in inputs.Concat(outputs ?? []))
            value.Dispose();
        runOptions.Dispose();
        Session.Dispose();
    }

    private static OrtValue Allocate(NodeMetadata tensor) =>
        OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.ElementDataType, [.. tensor.Dimensions.Select(size => (long)size)]);

    private static OrtValue Noise(string path, string name, NodeMetadata tensor)
    {
        if (tensor.Dimensions.Any(size => size < 1))
            throw new InvalidDataException($"The input {name} of '{path}' is {string.Join('x', tensor.Dimensions)}; export it with a fixed batch to measure it.");
        var value = Allocate(tensor);
        var random = new Random(0);
        switch (tensor.ElementDataType)
        {
            case TensorElementType.Float:
                // As uniform bytes are when they are normalised by mean and deviation.
                foreach (ref var number in value.GetTensorMutableDataAsSpan<float>())
                    number = (random.NextSingle() - 0.5f) * 4;
                return value;
            case TensorElementType.UInt8:
                random.NextBytes(value.GetTensorMutableDataAsSpan<byte>());
                return value;
            default:
                value.Dispose();
                throw new InvalidDataException($"The input {name} of '{path}' holds {tensor.ElementDataType}; Float and UInt8 can be measured.");
        }
    }
}
