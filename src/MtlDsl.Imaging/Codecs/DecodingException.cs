namespace MtlDsl.Imaging.Codecs;

/// <summary>Bytes that cannot be decoded, and why; whoever knows what they are called makes an <see cref="ImageException"/> of it.</summary>
internal sealed class DecodingException(string reason) : Exception(reason)
{
    /// <summary>The data stop before the picture does.</summary>
    public static DecodingException Truncated(string format) => new($"the {format} data end before the picture does; the file is truncated");
}
