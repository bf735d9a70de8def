using System.Buffers.Binary;
using SkiaSharp;

namespace MtlDsl.Imaging.Codecs;

/// <summary>The orientation in the EXIF data of PNG files, which Skia does not look at.</summary>
internal static class Exif
{
    private const int EntryLength = 12, OrientationTag = 0x0112;

    /// <summary>Reads the orientation out of EXIF data, which are a small TIFF file. Upright where they say nothing, or nothing that makes sense.</summary>
    public static SKEncodedOrigin Orientation(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8 || !(exif.StartsWith("II"u8) || exif.StartsWith("MM"u8)))
            return SKEncodedOrigin.TopLeft;
        var isBigEndian = exif[0] == 'M';
        var start = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(exif[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]);
        if (start > exif.Length - 2)
            return SKEncodedOrigin.TopLeft;
        var directory = exif[(int)start..];
        var count = Word(directory);
        for (var i = 0; i < count && 2 + (i + 1) * EntryLength <= directory.Length; i++)
            if (directory.Slice(2 + i * EntryLength, EntryLength) is var entry && Word(entry) == OrientationTag)
                return Word(entry[8..]) is var value and >= 1 and <= 8 ? (SKEncodedOrigin)value : SKEncodedOrigin.TopLeft;
        return SKEncodedOrigin.TopLeft;

        int Word(ReadOnlySpan<byte> bytes) => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }
}
