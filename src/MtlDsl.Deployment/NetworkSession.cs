using Microsoft.ML.OnnxRuntime;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// An exported network, ready to run. One call at a time: the memory of a call is kept and used again by the next one.
/// </summary>
public sealed class NetworkSession : IDisposable
{
    private readonly string path;
    private readonly SessionSettings settings;
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly string[] inputNames = [Architecture.InputName];
    private readonly string[] outputNames;
    private readonly int[] inputShape;
    private readonly int[][] outputShapes;
    private readonly int? fixedBatch;
    private BatchBuffers? buffers;
    private bool disposed;

    private NetworkSession(string path, Architecture architecture, NetworkForm form, SessionSettings settings, InferenceSession session)
    {
        (this.path, Architecture, Form, this.settings, this.session) = (path, architecture, form, settings, session);
        outputNames = [.. architecture.OutputNames];
        outputShapes = [.. outputNames.Select(name => session.OutputMetadata[name].Dimensions[1..])];
        var dimensions = session.InputMetadata[Architecture.InputName].Dimensions;
        (fixedBatch, inputShape) = (dimensions[0] > 0 ? dimensions[0] : null, dimensions[1..]);
    }

    /// <summary>The declared network.</summary>
    public Architecture Architecture { get; }

    /// <summary>In which form the file takes images and gives outputs.</summary>
    public NetworkForm Form { get; }

    /// <summary>Opens an exported network.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="architecture">The network that it is to be.</param>
    /// <param name="settings">How to run it; by default on the processor.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX network, or another one's.</exception>
    /// <exception cref="NotSupportedException">The ONNX Runtime at hand lacks the provider.</exception>
    public static NetworkSession Load(string path, Architecture architecture, SessionSettings? settings = null)
    {
        settings ??= new SessionSettings();
        var session = SessionFile.Open(path, settings);
        try
        {
            var form = SignatureCheck.Verify(session, architecture, path);
            return new NetworkSession(path, architecture, form, settings, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs images that are already normalised.</summary>
    /// <param name="input">batch x 3 x height x width values.</param>
    /// <param name="batch">Number of images.</param>
    /// <returns>
    /// The outputs as they are, in the order of <see cref="Architecture.OutputNames"/>, image by image. The arrays are the session's own:
    /// the next call overwrites them.
    /// </returns>
    /// <exception cref="ArgumentException">The input has another length, or the network was exported for another number of images.</exception>
    /// <exception cref="InvalidOperationException">The network normalises images itself and takes their bytes.</exception>
    public IReadOnlyList<float[]> Run(ReadOnlySpan<float> input, int batch = 1)
    {
        if (Form.Image == ImageForm.Pixels)
            throw new InvalidOperationException($"'{path}' normalises images itself: give it their bytes.");
        var memory = Buffers(batch);
        return Run(input, memory.Planes, memory);
    }

    /// <summary>Runs images as bytes in a network that normalises them itself.</summary>
    /// <param name="pixels">batch x height x width x 3 bytes: red, green, blue.</param>
    /// <param name="batch">Number of images.</param>
    /// <returns>As that of <see cref="Run(ReadOnlySpan{float}, int)"/>.</returns>
    /// <exception cref="ArgumentException">The input has another length, or the network was exported for another number of images.</exception>
    /// <exception cref="InvalidOperationException">The network takes normalised values.</exception>
    public IReadOnlyList<float[]> Run(ReadOnlySpan<byte> pixels, int batch = 1)
    {
        if (Form.Image == ImageForm.Planes)
            throw new InvalidOperationException($"'{path}' takes normalised values, not bytes; export it with images as pixels.");
        var memory = Buffers(batch);
        return Run(pixels, memory.Pixels, memory);
    }

    /// <summary>Warps an image to the network's input, runs it and decodes what every head says, in the heads' order.</summary>
    /// <param name="image">An image of any size.</param>
    /// <exception cref="ArgumentException">The network was exported for more than one image a call.</exception>
    public IReadOnlyList<HeadPrediction> Predict(RgbImage image)
    {
        var memory = Buffers(1);
        if (Form.Image == ImageForm.Pixels)
            ImageResampler.Resize(image, ImageResampler.Whole, Architecture.Input).Pixels.CopyTo(memory.Pixels, 0);
        else
            ImageResampler.ToPlanar(image, ImageResampler.Whole, Architecture.Input, Architecture.Normalization, memory.Planes);
        memory.Run(session, runOptions, inputNames, outputNames);
        return HeadPredictions.Decode(Architecture, memory.Outputs, image.Size, settings.Detection, Form);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        buffers?.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }

    private IReadOnlyList<float[]> Run<T>(ReadOnlySpan<T> input, T[] destination, BatchBuffers memory)
    {
        if (input.Length != destination.Length)
            throw new ArgumentException(
                $"{memory.Batch} image(s) of {Architecture.Input} take {destination.Length} values, not {input.Length}.", nameof(input));
        input.CopyTo(destination);
        memory.Run(session, runOptions, inputNames, outputNames);
        return memory.Outputs;
    }

    private BatchBuffers Buffers(int batch)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        if (fixedBatch is { } only && only != batch)
            throw new ArgumentException(
                $"'{path}' was exported for {only} image(s) a call, not {batch}; export it with an open batch.", nameof(batch));
        if (buffers?.Batch != batch)
        {
            buffers?.Dispose();
            buffers = null;
            buffers = new BatchBuffers(batch, Form.Image, inputShape, outputShapes);
        }

        return buffers;
    }
}
