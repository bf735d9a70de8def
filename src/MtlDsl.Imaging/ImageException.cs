namespace MtlDsl.Imaging;

/// <summary>An image or label file cannot be read or written; the message names the file and says why.</summary>
public sealed class ImageException : Exception
{
    /// <summary>Names the file and the fault.</summary>
    public ImageException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
