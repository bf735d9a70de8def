using Microsoft.ML.OnnxRuntime;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// The memory of one call: images go in, the network runs on it, predictions are read from it. With several requests of a session one
/// can be filled or read while another runs. A request itself is for one thread at a time.
/// </summary>
public sealed class InferenceRequest : IDisposable
{
    private readonly NetworkSession session;
    private readonly SharedSession runtime;
    private readonly Lock running = new();
    private readonly ImagePlacement[] placements;
    private readonly float[] planes = [];
    private readonly byte[] pixels = [];
    private readonly float[][] outputs;
    private readonly OrtValue[] values;
    private readonly OrtIoBinding binding;
    private volatile bool disposed;

    internal InferenceRequest(NetworkSession session, SharedSession runtime, int[] inputShape, IReadOnlyList<int[]> outputShapes, int batch)
    {
        (this.session, this.runtime, Batch) = (session, runtime, batch);
        placements = new ImagePlacement[batch];
        OrtValue inputValue;
        if (session.Form.Image is ImageForm.Pixels)
            (pixels, inputValue) = Allocate<byte>(inputShape);
        else
            (planes, inputValue) = Allocate<float>(inputShape);
        var allocated = outputShapes.Select(Allocate<float>).ToList();
        outputs = [.. allocated.Select(output => output.Memory)];
        values = [inputValue, .. allocated.Select(output => output.Value)];
        runtime.Hold();
        binding = runtime.CreateIoBinding();
        binding.BindInput(Architecture.InputName, inputValue);
        foreach (var (name, output) in session.Architecture.OutputNames.Zip(allocated))
            binding.BindOutput(name, output.Value);

        (T[] Memory, OrtValue Value) Allocate<T>(int[] shape) where T : unmanaged
        {
            long[] dimensions = [batch, .. shape.Select(size => (long)size)];
            var memory = new T[dimensions.Aggregate(1L, (product, size) => product * size)];
            return (memory, OrtValue.CreateTensorValueFromMemory(memory, dimensions));
        }
    }

    /// <summary>Images a call.</summary>
    public int Batch { get; }

    /// <summary>
    /// The outputs as they are, in the order of <see cref="Architecture.OutputNames"/>, image by image; the next run overwrites them.
    /// </summary>
    public IReadOnlyList<float[]> Outputs => outputs;

    /// <summary>Brings an image into the input. Its pixels are no longer needed afterwards.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="index">Which of the call's images it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The call has not so many images.</exception>
    public void SetImage(ImageView image, int index = 0)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        image.RequirePixels();
        var architecture = session.Architecture;
        ref var placement = ref placements[Index(index)];
        placement = ImagePlacement.Of(image.Size, architecture.Input, session.Settings.Fit);
        if (session.Form.Image is ImageForm.Pixels)
            ImageResampler.Resize(image, placement.Window, architecture.Input, Part(pixels, index), architecture.Normalization.Neutral);
        else
            ImageResampler.ToPlanar(image, placement.Window, architecture.Input, architecture.Normalization, Part(planes, index));
    }

    /// <summary>Takes images that are already normalised.</summary>
    /// <param name="images">batch x 3 x height x width values.</param>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    /// <exception cref="InvalidOperationException">The network normalises images itself and takes their bytes.</exception>
    public void SetInput(ReadOnlySpan<float> images)
    {
        if (session.Form.Image is ImageForm.Pixels)
            throw new InvalidOperationException($"'{session.FilePath}' normalises images itself: give it their bytes.");
        Set(images, planes);
    }

    /// <summary>Takes images of the input's size for a network that normalises them itself.</summary>
    /// <param name="images">batch x height x width x 3 bytes: red, green, blue.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    /// <exception cref="InvalidOperationException">The network takes normalised values.</exception>
    public void SetInput(ReadOnlySpan<byte> images)
    {
        if (session.Form.Image is ImageForm.Planes)
            throw new InvalidOperationException($"'{session.FilePath}' takes normalised values, not bytes; export it with images as pixels.");
        Set(images, pixels);
    }

    /// <summary>Runs the network on what was set.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime cannot.</exception>
    /// <exception cref="ObjectDisposedException">The request or its session was disposed.</exception>
    public void Run()
    {
        lock (running)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            session.Run(binding);
        }
    }

    /// <summary>Decodes what every head says of an image of the call.</summary>
    /// <param name="prediction">Is filled.</param>
    /// <param name="index">Which of the call's images.</param>
    /// <exception cref="ArgumentOutOfRangeException">The call has not so many images.</exception>
    /// <exception cref="InvalidOperationException">The image was not set.</exception>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public void Read(NetworkPrediction prediction, int index = 0)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var placement = placements[Index(index)];
        if (placement == default)
            throw new InvalidOperationException($"The call's image {index} was not set.");
        var image = new ImageOutputs(outputs, index, Batch);
        for (var output = 0; output < outputs.Length; output++)
            if (!FiniteValues.AreAll(image[output]))
                throw new InvalidDataException(
                    $"The output {session.Architecture.OutputNames.ElementAt(output)} of '{session.FilePath}' holds values that are not finite: its weights "
                    + "are broken, or its precision is too low for them. Export it again, from weights that evaluate well or in Float32.");
        prediction.Read(image, placement, session.Rules);
    }

    /// <summary>Frees its memory. A call that runs is finished first.</summary>
    public void Dispose()
    {
        lock (running)
        {
            if (disposed)
                return;
            disposed = true;
            binding.Dispose();
            foreach (var value in values)
                value.Dispose();
            runtime.Release();
        }
    }

    private void Set<T>(ReadOnlySpan<T> images, T[] input)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var size = session.Architecture.Input;
        if (images.Length != input.Length)
            throw new ArgumentException($"{Batch} image(s) of {size} take {input.Length} values, not {images.Length}.", nameof(images));
        images.CopyTo(input);
        placements.AsSpan().Fill(ImagePlacement.Of(size, size, ImageFit.Warp));
    }

    private Span<T> Part<T>(T[] input, int index) => input.AsSpan(index * (input.Length / Batch), input.Length / Batch);

    private int Index(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Batch);
        return index;
    }
}
