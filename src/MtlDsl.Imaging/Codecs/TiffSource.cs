using BitMiracle.LibTiff.Classic;

namespace MtlDsl.Imaging.Codecs;

/// <summary>A TIFF file in memory, and what LibTiff says is wrong with it.</summary>
internal sealed class TiffSource(byte[] bytes) : TiffStream
{
    private long position;
    private string? error;

    // LibTiff has one handler for everything; this one keeps what is said of our files and leaves the rest to its own.
    static TiffSource() => Tiff.SetErrorHandler(new Collector());

    public int Length => bytes.Length;

    /// <summary>What went wrong, to be thrown.</summary>
    public DecodingException Failure() => new($"its data are damaged or end too early{(error is null ? "" : $" ({error})")}");

    public override int Read(object clientData, byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Clamp(bytes.Length - position, 0, count);
        bytes.AsSpan((int)Math.Min(position, bytes.Length), read).CopyTo(buffer.AsSpan(offset));
        position += read;
        return read;
    }

    public override void Write(object clientData, byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(object clientData, long offset, SeekOrigin origin) => position = Math.Max(0, offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => position,
        _ => bytes.Length,
    });

    public override void Close(object clientData)
    {
    }

    public override long Size(object clientData) => bytes.Length;

    private sealed class Collector : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
            if (tif?.Clientdata() is not TiffSource)
                base.ErrorHandler(tif, method, format, args);
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
            if (clientData is TiffSource source)
                source.error ??= string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args);
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
            if (tif?.Clientdata() is not TiffSource)
                base.WarningHandler(tif, method, format, args);
        }
    }
}
