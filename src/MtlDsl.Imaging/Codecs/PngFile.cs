using System.Buffers.Binary;
using System.IO.Hashing;
using SkiaSharp;

namespace MtlDsl.Imaging.Codecs;

/// <summary>What a PNG file says of itself, and where its compressed pixels are. Every checksum was compared.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits of a sample.</param>
/// <param name="Type">What its samples stand for.</param>
/// <param name="IsInterlaced">Whether it is stored in the seven passes of Adam7.</param>
/// <param name="Data">The parts of the compressed pixels.</param>
/// <param name="Origin">How the picture is stored, as its EXIF data say.</param>
internal sealed record PngFile(
    int Width, int Height, int Depth, PngColorType Type, bool IsInterlaced, IReadOnlyList<Range> Data, SKEncodedOrigin Origin = SKEncodedOrigin.TopLeft)
{
    // Deflate makes of one byte at most so many.
    private const int LargestExpansion = 1032;

    /// <summary>The first bytes of every PNG file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Samples of a pixel.</summary>
    public int Channels => Type switch
    {
        PngColorType.Rgb => 3,
        PngColorType.Rgba => 4,
        PngColorType.GreyAlpha => 2,
        _ => 1,
    };

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <summary>Goes through the chunks to the last one.</summary>
    /// <exception cref="DecodingException">It is truncated or damaged, or declares more pixels than its data can hold.</exception>
    public static PngFile Parse(ReadOnlySpan<byte> bytes)
    {
        PngFile? header = null;
        var (data, size) = (new List<Range>(), 0L);
        for (var position = Signature.Length; ;)
        {
            var rest = bytes[position..];
            if (rest.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - 12)
                throw DecodingException.Truncated("PNG");
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (Crc32.HashToUInt32(rest.Slice(4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(length + 8)..]))
                throw new DecodingException("a chunk of the PNG data fails its checksum; the file is damaged");
            var type = rest.Slice(4, 4);
            var content = rest.Slice(8, length);
            if (type.SequenceEqual("IEND"u8))
                break;
            if (header is null)
                header = type.SequenceEqual("IHDR"u8) ? Header(content) : throw new DecodingException("its first chunk is not the header");
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Add((position + 8)..(position + 8 + length));
                size += length;
            }
            else if (type.SequenceEqual("eXIf"u8))
                header = header with { Origin = Exif.Orientation(content) };
            position += length + 12;
        }
        if (header is null)
            throw new DecodingException("it has no header");
        if (header.RawLength > LargestExpansion * (size + 1))
            throw new DecodingException($"it declares {header.Width}x{header.Height} pixels, more than {size} bytes can hold");
        return header with { Data = data };
    }

    /// <summary>Bytes of a row of so many pixels, without that of the filter.</summary>
    public int RowLength(int pixels) => checked((int)(((long)pixels * Channels * Depth + 7) / 8));

    private long RawLength => ((long)Width * Channels * Depth + 7) / 8 * Height;

    private static PngFile Header(ReadOnlySpan<byte> content)
    {
        if (content.Length != 13)
            throw new DecodingException("its header has a wrong length");
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
        var (depth, type, interlacing) = (content[8], (PngColorType)content[9], content[12]);
        var isKnown = type switch
        {
            PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => depth is 1 or 2 or 4 or 8,
            PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (width <= 0 || height <= 0 || !isKnown || content[10] != 0 || content[11] != 0 || interlacing > 1)
            throw new DecodingException("its header is of no kind of PNG that there is");
        return new PngFile(width, height, depth, type, interlacing == 1, []);
    }
}
