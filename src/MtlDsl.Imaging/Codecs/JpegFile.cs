using System.Buffers.Binary;

namespace MtlDsl.Imaging.Codecs;

/// <summary>
/// Tells whole JPEG files from those that are cut short: decoders fill what is missing with grey and say nothing.
/// </summary>
internal static class JpegFile
{
    // Even an empty block of 8x8 pixels takes a bit of the first scan.
    private const int PixelsPerByte = 8 * 8 * 8;

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes is [0xff, 0xd8, 0xff, ..];

    /// <summary>Walks the segments to the end marker. A search for it would find that of a thumbnail in the EXIF segment.</summary>
    /// <exception cref="DecodingException">There is none, or the data cannot hold as many pixels as they declare.</exception>
    public static void RequireComplete(ReadOnlySpan<byte> bytes)
    {
        var position = 2;
        while (FindMarker(bytes, position) is var marker and >= 0)
        {
            var segment = bytes[marker..];
            switch (segment[1])
            {
                case 0xd9:
                    return;
                // A byte 0xff of the scan, or markers without a segment.
                case 0x00 or 0x01 or (>= 0xd0 and <= 0xd7):
                    position = marker + 2;
                    break;
                case var _ when segment.Length < 4:
                    throw DecodingException.Truncated("JPEG");
                default:
                    RequirePlausible(segment, bytes.Length);
                    position = marker + 2 + BinaryPrimitives.ReadUInt16BigEndian(segment[2..]);
                    break;
            }
        }
        throw DecodingException.Truncated("JPEG");
    }

    // A marker is a byte 0xff, before which more may stand, and one that is not. Between markers are the scan, or stray bytes, which decoders
    // skip too.
    private static int FindMarker(ReadOnlySpan<byte> bytes, int position)
    {
        var start = position < bytes.Length ? bytes[position..].IndexOf((byte)0xff) : -1;
        if (start < 0)
            return -1;
        var padding = bytes[(position + start)..].IndexOfAnyExcept((byte)0xff);
        return padding < 0 ? -1 : position + start + padding - 1;
    }

    private static void RequirePlausible(ReadOnlySpan<byte> segment, int length)
    {
        // The start of a frame; the markers among these that are none hold tables.
        if (segment.Length < 9 || segment[1] is < 0xc0 or > 0xcf or 0xc4 or 0xc8 or 0xcc)
            return;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
        if ((long)width * height > (long)PixelsPerByte * length)
            throw new DecodingException($"it declares {width}x{height} pixels, more than {length} bytes can hold");
    }
}
