using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Deployment;

/// <summary>The memory of a call with a fixed number of images: pinned arrays that ONNX Runtime reads and writes in place.</summary>
internal sealed class BatchBuffers : IDisposable
{
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;

    /// <param name="batch">Images a call.</param>
    /// <param name="form">How images are taken.</param>
    /// <param name="inputShape">Sizes of the input beside the batch.</param>
    /// <param name="outputShapes">Those of the outputs.</param>
    public BatchBuffers(int batch, ImageForm form, IReadOnlyList<int> inputShape, IReadOnlyList<IReadOnlyList<int>> outputShapes)
    {
        Batch = batch;
        OrtValue input;
        (Planes, Pixels) = ([], []);
        if (form == ImageForm.Pixels)
            (Pixels, input) = Allocate<byte>(inputShape);
        else
            (Planes, input) = Allocate<float>(inputShape);
        var allocated = outputShapes.Select(Allocate<float>).ToArray();
        (Outputs, inputs, outputs) = ([.. allocated.Select(a => a.Memory)], [input], [.. allocated.Select(a => a.Value)]);

        (T[] Memory, OrtValue Value) Allocate<T>(IReadOnlyList<int> shape) where T : unmanaged
        {
            long[] dimensions = [batch, .. shape.Select(size => (long)size)];
            var memory = new T[dimensions.Aggregate(1L, (product, size) => product * size)];
            return (memory, OrtValue.CreateTensorValueFromMemory(memory, dimensions));
        }
    }

    public int Batch { get; }

    /// <summary>The input where it is planes; empty where it is pixels.</summary>
    public float[] Planes { get; }

    /// <summary>The input where it is pixels; empty where it is planes.</summary>
    public byte[] Pixels { get; }

    public IReadOnlyList<float[]> Outputs { get; }

    public void Run(InferenceSession session, RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<string> outputNames) =>
        session.Run(options, inputNames, inputs, outputNames, outputs);

    public void Dispose()
    {
        foreach (var value in inputs.Concat(outputs))
            value.Dispose();
    }
}
