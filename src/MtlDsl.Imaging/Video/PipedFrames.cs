using MtlDsl.Imaging.Codecs;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Video;

/// <summary>Frames that a program writes on its standard output, pixel after pixel.</summary>
/// <param name="format">What the pixels are.</param>
internal abstract class PipedFrames(PixelFormat format) : IFrameSource, IDisposable
{
    private byte[] pixels = [];
    private PixelSize size;
    private ImageException? error;
    private bool? isAhead;

    /// <inheritdoc/>
    public ImageView Current => error is null
        ? new ImageView(pixels.AsSpan(0, Length(size)), size.Width, size.Height, format)
        : throw new ImageException(error.Message, error);

    /// <summary>The program.</summary>
    protected abstract ChildProcess Process { get; }

    /// <summary>Waits for the first frame, so that a source that has none is told of at once.</summary>
    /// <exception cref="DecodingException">There is none.</exception>
    public void RequireFirst()
    {
        isAhead = Advance();
        if (isAhead is false || error is not null)
            throw new DecodingException(error?.Message.TrimEnd('.') ?? "it gives no frame");
    }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        var first = isAhead;
        isAhead = null;
        return first ?? Advance();
    }

    /// <summary>Ends the program.</summary>
    public void Dispose() => Process.Dispose();

    /// <summary>Moves to the next frame, broken or not.</summary>
    /// <returns>False after the last one.</returns>
    protected abstract bool Advance();

    /// <summary>Makes the current frame one that is broken.</summary>
    protected bool Break(string message)
    {
        error = new ImageException(message);
        return true;
    }

    /// <summary>Reads the pixels of the current frame.</summary>
    /// <returns>How much of it there was, from 0 to 1.</returns>
    protected double Read(PixelSize size)
    {
        (this.size, error) = (size, null);
        var length = Length(size);
        if (pixels.Length < length)
            pixels = GC.AllocateUninitializedArray<byte>(length);
        return Process.Read(pixels.AsSpan(0, length)) / (double)length;
    }

    private int Length(PixelSize size) => checked(size.Width * size.Height * (format is PixelFormat.Rgb or PixelFormat.Bgr ? 3 : 4));
}
