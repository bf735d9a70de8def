using System.Diagnostics;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// What the network says of a frame. It belongs to the pipeline, and is used again once the next one is asked for; <see cref="Keep"/> takes
/// what it holds out.
/// </summary>
/// <typeparam name="TPrediction">What the network finds.</typeparam>
public sealed class Frame<TPrediction> where TPrediction : NetworkPrediction
{
    private readonly Func<TPrediction> create;
    private TPrediction prediction;
    private RgbImage? image;

    internal Frame(Func<TPrediction> create) => (this.create, prediction) = (create, create());

    /// <summary>Which of the source's frames it is, from 0. Numbers rise; those that are missing were dropped.</summary>
    public long Number { get; private set; }

    /// <summary>Why there is no prediction: the frame could not be decoded, or the network failed on it. Null where there is one.</summary>
    public Exception? Error { get; private set; }

    /// <summary>From the source's giving the frame until its prediction was ready.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>The frame itself, where <see cref="PipelineSettings.KeepImages"/> asks for it and it could be decoded.</summary>
    public RgbImage? Image => Error is null ? image : null;

    /// <summary>What the network finds.</summary>
    /// <exception cref="InvalidOperationException">The frame failed: see <see cref="Error"/>.</exception>
    public TPrediction Prediction => Error is null
        ? prediction
        : throw new InvalidOperationException($"Frame {Number} has no prediction: {Error.Message}", Error);

    /// <summary>Takes prediction and image out of the pipeline: they are the caller's, and the pipeline makes new ones.</summary>
    /// <exception cref="InvalidOperationException">The frame failed: see <see cref="Error"/>.</exception>
    public (TPrediction Prediction, RgbImage? Image) Keep()
    {
        var kept = (Prediction, image);
        (prediction, image) = (create(), null);
        return kept;
    }

    internal void Fill(FrameSlot slot)
    {
        (Number, Error) = (slot.Number, slot.Error);
        if (Error is null)
            try
            {
                slot.Request.Read(prediction);
            }
            catch (Exception error)
            {
                Error = error;
            }
        // Both images are used again, each at the other place.
        (image, slot.Image) = (slot.Image, image);
        Latency = Stopwatch.GetElapsedTime(slot.Started);
    }
}
