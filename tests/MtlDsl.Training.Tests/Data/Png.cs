using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>Writes masks as PNG files, with a palette or in grey (W3C's PNG specification, third edition).</summary>
internal static class Png
{
    private const byte GreyKind = 0, PaletteKind = 3;

    public static byte[] Grey(LabelMap labels) => Write(labels.Size, GreyKind, labels.Labels, null);

    /// <summary>Numbers of 16 bits, the higher byte first.</summary>
    public static byte[] Grey16(PixelSize size, params IEnumerable<ushort> values) =>
        Write(size, GreyKind, [.. values.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })], null, depth: 16);

    /// <summary>A palette in which no colour's channels give its index away.</summary>
    public static byte[] Palette(LabelMap labels) => Write(
        labels.Size, PaletteKind, labels.Labels,
        [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)(i * 67 + 31), (byte)(i * 151 + 7), (byte)(255 - i * 29) })]);

    private static byte[] Write(PixelSize size, byte kind, byte[] pixels, byte[]? palette, byte depth = 8)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size.Height);
        (header[8], header[9]) = (depth, kind);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            for (var row = 0; row < size.Height; row++)
            {
                zlib.WriteByte(0); // the filter: none
                zlib.Write(pixels, row * size.Width * depth / 8, size.Width * depth / 8);
            }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR", header);
        if (palette is not null)
            Chunk(file, "PLTE", palette);
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    private static uint Crc(byte[] body)
    {
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
