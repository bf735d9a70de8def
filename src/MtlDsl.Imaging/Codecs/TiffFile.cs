using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace MtlDsl.Imaging.Codecs;

/// <summary>The first image of a TIFF file.</summary>
internal sealed class TiffFile : IDisposable
{
    // What the compressions of the format make of one byte at most, generously.
    private const int LargestExpansion = 4096;

    private readonly Tiff tiff;
    private readonly TiffSource source;

    private TiffFile(byte[] bytes)
    {
        source = new TiffSource(bytes);
        tiff = Tiff.ClientOpen("", "r", source, source) ?? throw source.Failure();
        Width = Number(TiffTag.IMAGEWIDTH);
        Height = Number(TiffTag.IMAGELENGTH);
        if (Width <= 0 || Height <= 0)
            throw new DecodingException("it has no size");
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Samples of a pixel.</summary>
    public int Channels => Number(TiffTag.SAMPLESPERPIXEL);

    /// <summary>Bits of a sample.</summary>
    public int Bits => Number(TiffTag.BITSPERSAMPLE);

    public SampleFormat Format => (SampleFormat)Number(TiffTag.SAMPLEFORMAT);

    /// <summary>What the samples stand for.</summary>
    public Photometric Photometric => tiff.GetField(TiffTag.PHOTOMETRIC) is [var value] ? (Photometric)value.ToInt() : Photometric.MINISBLACK;

    /// <summary>How the image is stored; the values are those of EXIF.</summary>
    public SKEncodedOrigin Origin => Number(TiffTag.ORIENTATION) is var origin and >= 1 and <= 8 ? (SKEncodedOrigin)origin : SKEncodedOrigin.TopLeft;

    public static bool IsTiff(ReadOnlySpan<byte> bytes) => bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) || bytes.StartsWith("II+\0"u8) || bytes.StartsWith("MM\0+"u8);

    /// <summary>Opens a file and hands it to a reader.</summary>
    /// <exception cref="DecodingException">It is no readable TIFF.</exception>
    public static T Read<T>(byte[] bytes, Func<TiffFile, T> read)
    {
        try
        {
            using var file = new TiffFile(bytes);
            return read(file);
        }
        // LibTiff is not proof against every damage.
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or ArithmeticException or InvalidCastException or NullReferenceException or OutOfMemoryException)
        {
            throw new DecodingException("its data are damaged");
        }
    }

    public void Dispose() => tiff.Dispose();

    /// <summary>The colours of a palette, 16 bits each: red, green, blue.</summary>
    public (short[] R, short[] G, short[] B) Palette() => tiff.GetField(TiffTag.COLORMAP) is [var r, var g, var b]
        ? (r.ToShortArray(), g.ToShortArray(), b.ToShortArray())
        : throw new DecodingException("it has no palette");

    /// <summary>All samples of whole bytes, row by row, those of a pixel side by side, in this machine's order of bytes.</summary>
    /// <exception cref="DecodingException">The data are damaged or end early.</exception>
    public byte[] Samples()
    {
        var (pixel, sample) = (Channels * Bits / 8, Bits / 8);
        var length = (long)Width * Height * pixel;
        if (length > Array.MaxLength || length > (long)LargestExpansion * source.Length)
            throw new DecodingException($"it declares {Width}x{Height} pixels, more than it can hold or than can be held at once");
        var isSeparate = (PlanarConfig)Number(TiffTag.PLANARCONFIG) == PlanarConfig.SEPARATE && Channels > 1;
        var (blockWidth, blockHeight) = tiff.IsTiled()
            ? (Number(TiffTag.TILEWIDTH), Number(TiffTag.TILELENGTH))
            : (Width, Math.Min(Number(TiffTag.ROWSPERSTRIP), Height));
        var size = tiff.IsTiled() ? tiff.TileSize() : tiff.StripSize();
        var inBlock = isSeparate ? sample : pixel;
        if (blockWidth <= 0 || blockHeight <= 0 || size <= 0 || size < (long)blockWidth * Math.Min(blockHeight, Height) * inBlock)
            throw new DecodingException("its parts have no size");
        var (samples, block) = (GC.AllocateUninitializedArray<byte>((int)length), new byte[size]);
        for (var plane = 0; plane < (isSeparate ? Channels : 1); plane++)
            for (var top = 0; top < Height; top += blockHeight)
                for (var left = 0; left < Width; left += blockWidth)
                {
                    var (rows, columns) = (Math.Min(blockHeight, Height - top), Math.Min(blockWidth, Width - left));
                    ReadBlock(block, left, top, plane, tiff.IsTiled() ? size : rows * blockWidth * inBlock);
                    for (var y = 0; y < rows; y++)
                    {
                        var row = block.AsSpan(y * blockWidth * inBlock, columns * inBlock);
                        var target = samples.AsSpan(((top + y) * Width + left) * pixel);
                        if (isSeparate)
                            for (var x = 0; x < columns; x++)
                                row.Slice(x * sample, sample).CopyTo(target[(x * pixel + plane * sample)..]);
                        else
                            row.CopyTo(target);
                    }
                }
        return samples;
    }

    /// <summary>The image as LibTiff converts it, whatever its samples are: red in the lowest byte, then green and blue; as it is stored.</summary>
    /// <exception cref="DecodingException">The data are damaged or end early, or there is no conversion.</exception>
    public int[] Colors()
    {
        if ((long)Width * Height > Array.MaxLength)
            throw new DecodingException($"it has {Width}x{Height} pixels, too many to be held at once");
        var colors = new int[Width * Height];
        // The stored orientation asked for again: nothing is turned.
        return tiff.ReadRGBAImageOriented(Width, Height, colors, (Orientation)Origin, true) ? colors : throw source.Failure();
    }

    private void ReadBlock(byte[] block, int left, int top, int plane, int length)
    {
        var read = tiff.IsTiled()
            ? tiff.ReadEncodedTile(tiff.ComputeTile(left, top, 0, (short)plane), block, 0, length)
            : tiff.ReadEncodedStrip(tiff.ComputeStrip(top, (short)plane), block, 0, length);
        if (read < length)
            throw source.Failure();
    }

    private int Number(TiffTag tag) => tiff.GetFieldDefaulted(tag) is [var value, ..] ? value.ToInt() : 0;
}
