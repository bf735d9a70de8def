using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Codecs;

/// <summary>Writes label maps as PNG files of 8-bit indices.</summary>
internal static class PngWriter
{
    /// <summary>The whole file. Indices beyond the colours get black ones.</summary>
    public static byte[] Encode(LabelMap labels, IReadOnlyList<Rgb> palette)
    {
        var colors = new byte[3 * Math.Max(palette.Count, labels.Labels.Max() + 1)];
        for (var i = 0; i < palette.Count; i++)
            (colors[3 * i], colors[3 * i + 1], colors[3 * i + 2]) = (palette[i].R, palette[i].G, palette[i].B);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, labels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], labels.Height);
        (header[8], header[9]) = (8, (byte)PngColorType.Palette);

        using var file = new MemoryStream();
        file.Write(PngFile.Signature);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "PLTE"u8, colors);
        WriteChunk(file, "IDAT"u8, Compress(labels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(LabelMap labels)
    {
        var compressed = new MemoryStream();
        using (var raw = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < labels.Height; y++)
            {
                raw.WriteByte(0); // No filter: indices next to each other say nothing of their difference.
                raw.Write(labels.Labels, y * labels.Width, labels.Width);
            }
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        file.Write(number);
    }
}
