using Microsoft.ML.OnnxRuntime;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// An exported network, ready to run, by any number of threads: each call has memory for itself, which the next one uses again. As many compute
/// at a time as there are processors; further ones wait.
/// </summary>
public sealed class NetworkSession : IDisposable
{
    private readonly SharedSession session;
    private readonly int[] inputShape;
    private readonly int[][] outputShapes;
    private readonly RequestPool requests;
    private volatile bool disposed;

    private NetworkSession(string path, Architecture architecture, NetworkForm form, SessionSettings settings, OpenedFile opened)
    {
        (FilePath, Architecture, Form, Settings, Provider, PassedOver) = (path, architecture, form, settings, opened.Provider, opened.PassedOver);
        var session = opened.Session;
        this.session = new SharedSession(session);
        Rules = new ReadingRules(settings.Detection, form);
        outputShapes = [.. architecture.OutputNames.Select(name => session.OutputMetadata[name].Dimensions[1..])];
        var dimensions = session.InputMetadata[Architecture.InputName].Dimensions;
        (Batch, inputShape) = (dimensions[0] > 0 ? dimensions[0] : null, dimensions[1..]);
        requests = new RequestPool(this);
    }

    /// <summary>The declared network.</summary>
    public Architecture Architecture { get; }

    /// <summary>In which form the file takes images and gives outputs.</summary>
    public NetworkForm Form { get; }

    /// <summary>Images a call that it was exported for; null where it takes any number.</summary>
    public int? Batch { get; }

    /// <summary>How it is run.</summary>
    public SessionSettings Settings { get; }

    /// <summary>What computes it: the first of the settings' providers that could be used.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>Why each of the settings' providers before <see cref="Provider"/> cannot be used here, a sentence each.</summary>
    public IReadOnlyList<string> PassedOver { get; }

    internal string FilePath { get; }

    internal ReadingRules Rules { get; }

    /// <summary>Opens an exported network.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="architecture">The network that it is to be.</param>
    /// <param name="settings">How to run it; by default on the processor.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX network, or another one's.</exception>
    /// <exception cref="NotSupportedException">None of the providers can be used here.</exception>
    public static NetworkSession Load(string path, Architecture architecture, SessionSettings? settings = null)
    {
        settings ??= new SessionSettings();
        var opened = SessionFile.Open(path, settings);
        try
        {
            return new NetworkSession(path, architecture, SignatureCheck.Verify(opened, architecture, path), settings, opened);
        }
        catch
        {
            opened.Session.Dispose();
            throw;
        }
    }

    /// <summary>Makes the memory of a call. The network's own memory is freed once the session and all its requests are disposed.</summary>
    /// <param name="batch">Number of images.</param>
    /// <exception cref="ArgumentException">The network was exported for another number of images.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public InferenceRequest CreateRequest(int batch = 1)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        RequireBatch(batch);
        return new InferenceRequest(this, session, inputShape, outputShapes, batch);
    }

    /// <summary>Runs images that are already normalised.</summary>
    /// <param name="input">batch x 3 x height x width values.</param>
    /// <param name="batch">Number of images.</param>
    /// <returns>
    /// The outputs as they are, in the order of <see cref="Architecture.OutputNames"/>, image by image. The arrays are the caller's; a
    /// <see cref="InferenceRequest"/> makes none.
    /// </returns>
    /// <exception cref="ArgumentException">The input has another length, or the network was exported for another number of images.</exception>
    /// <exception cref="InvalidOperationException">The network normalises images itself and takes their bytes.</exception>
    public IReadOnlyList<float[]> Run(ReadOnlySpan<float> input, int batch = 1)
    {
        using var call = requests.Rent(batch);
        call.Request.SetInput(input);
        return Run(call.Request);
    }

    /// <summary>Runs images as bytes in a network that normalises them itself.</summary>
    /// <param name="pixels">batch x height x width x 3 bytes: red, green, blue.</param>
    /// <param name="batch">Number of images.</param>
    /// <returns>As that of <see cref="Run(ReadOnlySpan{float}, int)"/>.</returns>
    /// <exception cref="ArgumentException">The input has another length, or the network was exported for another number of images.</exception>
    /// <exception cref="InvalidOperationException">The network takes normalised values.</exception>
    public IReadOnlyList<float[]> Run(ReadOnlySpan<byte> pixels, int batch = 1)
    {
        using var call = requests.Rent(batch);
        call.Request.SetInput(pixels);
        return Run(call.Request);
    }

    /// <summary>Runs an image and decodes what every head says, in the heads' order.</summary>
    /// <param name="image">An image of any size.</param>
    /// <returns>Memory of its own.</returns>
    /// <exception cref="ArgumentException">The network was exported for more than one image a call.</exception>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public IReadOnlyList<HeadPrediction> Predict(ImageView image)
    {
        var prediction = new NetworkPrediction(Architecture);
        Predict(image, prediction);
        return prediction.Heads;
    }

    /// <summary>The same into memory that is used again: a stream of images of one size allocates nothing.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="prediction">Is filled.</param>
    /// <exception cref="ArgumentException">The network was exported for more than one image a call.</exception>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public void Predict(ImageView image, NetworkPrediction prediction)
    {
        using var call = requests.Rent(batch: 1);
        call.Request.SetImage(image);
        call.Request.Run();
        call.Request.Read(prediction);
    }

    /// <summary>Runs images together: all in one call where the network takes any number, else as many a call as it was exported for.</summary>
    /// <param name="images">Images of any size.</param>
    /// <param name="predictions">As many predictions, which are filled.</param>
    /// <exception cref="ArgumentException">There are not as many predictions as images.</exception>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public void Predict(IReadOnlyList<RgbImage> images, IReadOnlyList<NetworkPrediction> predictions)
    {
        if (predictions.Count != images.Count)
            throw new ArgumentException($"{images.Count} images take as many predictions, not {predictions.Count}.", nameof(predictions));
        var batch = Batch ?? images.Count;
        for (var start = 0; start < images.Count; start += batch)
        {
            using var call = requests.Rent(batch);
            // The last call may be short of images: what it computes of those before is not read.
            var count = Math.Min(batch, images.Count - start);
            for (var i = 0; i < count; i++)
                call.Request.SetImage(images[start + i], i);
            call.Request.Run();
            for (var i = 0; i < count; i++)
                call.Request.Read(predictions[start + i], i);
        }
    }

    /// <summary>Runs the network on frame after frame, each while the next is decoded and the one before is read.</summary>
    /// <param name="source">Where the frames come from; it is read by one thread, and not disposed.</param>
    /// <param name="settings">Room between the stages, and what happens to frames that come too fast.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="ArgumentException">The network was exported for more than one image a call.</exception>
    public FramePipeline<NetworkPrediction> Stream(IFrameSource source, PipelineSettings? settings = null, CancellationToken stop = default) =>
        new(this, source, settings ?? new PipelineSettings(), () => new NetworkPrediction(Architecture), stop);

    /// <summary>Closes the network. A call that runs is finished first; one that comes later is refused.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, true))
            return;
        requests.Dispose();
        session.Release();
    }

    /// <summary>Refuses a number of images that the file does not take.</summary>
    internal void RequireBatch(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        if (Batch is { } only && only != batch)
            throw new ArgumentException(
                $"'{FilePath}' was exported for {only} image(s) a call, not {batch}; export it with an open batch.", nameof(batch));
    }

    internal void Run(OrtIoBinding binding)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        session.Run(binding);
    }

    private static IReadOnlyList<float[]> Run(InferenceRequest request)
    {
        request.Run();
        return [.. request.Outputs.Select(output => (float[])output.Clone())];
    }
}
