using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Deployment;

/// <summary>The memory of a call with a fixed number of images: pinned arrays that ONNX Runtime reads and writes in place.</summary>
internal sealed class BatchBuffers : IDisposable
{
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;

    public BatchBuffers(int batch, IReadOnlyList<int> inputShape, IReadOnlyList<IReadOnlyList<int>> outputShapes)
    {
        Batch = batch;
        (Input, var input) = Allocate(inputShape);
        var allocated = outputShapes.Select(Allocate).ToArray();
        (Outputs, inputs, outputs) = ([.. allocated.Select(a => a.Memory)], [input], [.. allocated.Select(a => a.Value)]);

        (float[] Memory, OrtValue Value) Allocate(IReadOnlyList<int> shape)
        {
            long[] dimensions = [batch, .. shape.Select(size => (long)size)];
            var memory = new float[dimensions.Aggregate(1L, (product, size) => product * size)];
            return (memory, OrtValue.CreateTensorValueFromMemory(memory, dimensions));
        }
    }

    public int Batch { get; }

    public float[] Input { get; }

    public IReadOnlyList<float[]> Outputs { get; }

    public void Run(InferenceSession session, RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<string> outputNames) =>
        session.Run(options, inputNames, inputs, outputNames, outputs);

    public void Dispose()
    {
        foreach (var value in inputs.Concat(outputs))
            value.Dispose();
    }
}
