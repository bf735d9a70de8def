using System.Diagnostics;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The place of a frame on its way from the source to the network's outputs.</summary>
internal sealed class FrameSlot(InferenceRequest request)
{
    public InferenceRequest Request => request;

    public long Number { get; private set; }

    public long Started { get; private set; }

    public Exception? Error { get; private set; }

    public RgbImage? Image { get; set; }

    /// <summary>Takes a frame; where it is broken, that it is.</summary>
    public void Fill(long number, IFrameSource source, bool keepImage)
    {
        (Number, Started, Error) = (number, Stopwatch.GetTimestamp(), null);
        try
        {
            var view = source.Current;
            request.SetImage(view);
            if (keepImage)
                Image = view.CopyTo(Image);
        }
        catch (Exception error)
        {
            Error = error;
        }
    }

    /// <summary>Runs the network on the frame if it has one.</summary>
    /// <exception cref="ObjectDisposedException">The network was closed: no frame will be computed any more.</exception>
    public void Run()
    {
        if (Error is not null)
            return;
        try
        {
            request.Run();
        }
        catch (Exception error) when (error is not ObjectDisposedException)
        {
            Error = error;
        }
    }
}
