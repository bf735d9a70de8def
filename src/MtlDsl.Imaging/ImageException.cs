using MtlDsl.Messages;

namespace MtlDsl.Imaging;

/// <summary>
/// An image, label or video file cannot be read or written; the message names the file and says why. Control characters in it, which names of
/// files may have, are escaped.
/// </summary>
public sealed class ImageException : Exception
{
    /// <summary>Names the file and the fault.</summary>
    public ImageException(string message, Exception? inner = null) : base(Printable.Line(message), inner)
    {
    }
}
