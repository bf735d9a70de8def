using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// Runs an exported network on images and says what it finds in the network's own terms. What generated predictors have in common. Any number
/// of threads may use it; a stream of frames, computed while the next is decoded, is <see cref="Stream"/>.
/// </summary>
/// <typeparam name="TPrediction">What the network finds, a member for each head.</typeparam>
public abstract class NetworkPredictor<TPrediction> : IDisposable where TPrediction : NetworkPrediction, new()
{
    /// <summary>Takes a network; disposing the predictor closes it.</summary>
    protected NetworkPredictor(NetworkSession session) => Session = session;

    /// <summary>The network.</summary>
    public NetworkSession Session { get; }

    /// <summary>Runs the network on an image of any size.</summary>
    /// <returns>What it finds, in memory of its own.</returns>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public TPrediction Predict(ImageView image)
    {
        var prediction = new TPrediction();
        Session.Predict(image, prediction);
        return prediction;
    }

    /// <summary>The same into memory that is used again: a stream of images of one size allocates nothing.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="prediction">Is filled; what it held before is gone.</param>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public void Predict(ImageView image, TPrediction prediction) => Session.Predict(image, prediction);

    /// <summary>Runs the network on several images: in one call where it takes any number, else as many a call as it was exported for.</summary>
    /// <returns>What it finds, in the order of the images.</returns>
    /// <exception cref="InvalidDataException">An output holds values that are not finite.</exception>
    public IReadOnlyList<TPrediction> Predict(IReadOnlyList<RgbImage> images)
    {
        TPrediction[] predictions = [.. images.Select(_ => new TPrediction())];
        Session.Predict(images, predictions);
        return predictions;
    }

    /// <summary>Runs the network on frame after frame, each while the next is decoded and the one before is read.</summary>
    /// <param name="source">Where the frames come from; it is read by one thread, and not disposed.</param>
    /// <param name="settings">Room between the stages, and what happens to frames that come too fast.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="ArgumentException">The network was exported for more than one image a call.</exception>
    public FramePipeline<TPrediction> Stream(IFrameSource source, PipelineSettings? settings = null, CancellationToken stop = default) =>
        new(Session, source, settings ?? new PipelineSettings(), () => new TPrediction(), stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Dispose();
        GC.SuppressFinalize(this);
    }
}
