using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MtlDsl.Imaging.Tests.Fixtures;

/// <summary>Writes PNG files of every kind, by the specification alone.</summary>
internal static class TestPng
{
    private static readonly (int X, int Y, int StepX, int StepY)[] adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>A file of these samples, those of a pixel side by side. Its rows go through all five filters.</summary>
    public static byte[] Write(int width, int height, int depth, int colorType, int[] samples, bool interlaced = false)
    {
        var channels = colorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var raw = new List<byte>();
        foreach (var (left, top, stepX, stepY) in interlaced ? adam7 : [(0, 0, 1, 1)])
        {
            var columns = Enumerable.Range(0, width).Where(x => x >= left && (x - left) % stepX == 0).ToArray();
            var above = new byte[(columns.Length * channels * depth + 7) / 8];
            if (columns.Length == 0)
                continue;
            for (var y = top; y < height; y += stepY)
            {
                var row = Pack(columns.SelectMany(x => samples.AsSpan((y * width + x) * channels, channels).ToArray()), depth, above.Length);
                raw.Add((byte)(y % 5));
                raw.AddRange(Filter(y % 5, row, above, Math.Max(1, channels * depth / 8)));
                above = row;
            }
        }
        return File(width, height, depth, colorType, interlaced, Compress([.. raw]));
    }

    /// <summary>A file with this header and these compressed data.</summary>
    public static byte[] File(int width, int height, int depth, int colorType, bool interlaced, byte[] data)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colorType, (byte)(interlaced ? 1 : 0));
        byte[] palette = colorType == 3 ? [.. Enumerable.Range(0, 3 << depth).Select(i => (byte)(i * 7))] : [];
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. palette.Length > 0 ? Chunk("PLTE"u8, palette) : [],
            // In two parts, as encoders with small buffers write them.
            .. Chunk("IDAT"u8, data[..(data.Length / 2)]), .. Chunk("IDAT"u8, data[(data.Length / 2)..]), .. Chunk("IEND"u8, []),
        ];
    }

    public static byte[] Compress(byte[] raw)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.SmallestSize))
            stream.Write(raw);
        return compressed.ToArray();
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        byte[] hashed = [.. type, .. content];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(hashed));
        return [.. length, .. hashed, .. checksum];
    }

    private static byte[] Pack(IEnumerable<int> samples, int depth, int length)
    {
        var row = new byte[length];
        foreach (var (i, sample) in samples.Index())
            for (var bit = 0; bit < depth; bit++)
                if ((sample >> (depth - 1 - bit) & 1) != 0)
                    row[(i * depth + bit) / 8] |= (byte)(0x80 >> (i * depth + bit) % 8);
        return row;
    }

    private static IEnumerable<byte> Filter(int kind, byte[] row, byte[] above, int distance) => row.Select((value, i) =>
    {
        var (left, up, corner) = (i < distance ? 0 : row[i - distance], above[i], i < distance ? 0 : above[i - distance]);
        var guess = left + up - corner;
        int[] nearest = [left, up, corner];
        return (byte)(value - kind switch
        {
            0 => 0,
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            _ => nearest.MinBy(candidate => Math.Abs(guess - candidate)),
        });
    });
}
