using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace MtlDsl.Imaging.Codecs;

/// <summary>
/// The samples of a PNG as they stand in the file: palette indices, grey levels, 16-bit values. Skia gives 8-bit colours, which do not tell
/// them any more.
/// </summary>
internal static class PngSamples
{
    // The passes of Adam7: first column and row, steps between columns and rows.
    private static readonly (int X, int Y, int StepX, int StepY)[] adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Samples of up to 8 bits, a byte each, row by row, those of a pixel side by side.</summary>
    /// <exception cref="DecodingException">The compressed data are damaged or end early.</exception>
    public static byte[] Bytes(ReadOnlySpan<byte> bytes, PngFile png)
    {
        var samples = Allocate<byte>(png);
        Decode(bytes, png, (row, first, step, count) =>
        {
            if (png.Depth == 8 && step == png.Channels)
                row[..count].CopyTo(samples.AsSpan(first));
            else
                Unpack(row, png, samples, first, step, count);
        });
        return samples;
    }

    /// <summary>Samples of 16 bits, row by row, those of a pixel side by side.</summary>
    /// <exception cref="DecodingException">The compressed data are damaged or end early.</exception>
    public static ushort[] Words(ReadOnlySpan<byte> bytes, PngFile png)
    {
        var samples = Allocate<ushort>(png);
        Decode(bytes, png, (row, first, step, count) =>
        {
            for (var i = 0; i < count; i++)
                samples[first + i / png.Channels * step + i % png.Channels] = BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..]);
        });
        return samples;
    }

    // Receives a row of a pass: its bytes, where its first sample belongs, how far it is from one pixel's samples to the next one's, and how
    // many samples there are.
    private delegate void RowReceiver(ReadOnlySpan<byte> row, int first, int step, int count);

    private static T[] Allocate<T>(PngFile png) => (long)png.Width * png.Height * png.Channels is var count && count <= Array.MaxLength
        ? GC.AllocateUninitializedArray<T>((int)count)
        : throw new DecodingException($"it has {png.Width}x{png.Height} pixels, too many to be held at once");

    private static void Decode(ReadOnlySpan<byte> bytes, PngFile png, RowReceiver receive)
    {
        using var compressed = new MemoryStream();
        foreach (var part in png.Data)
            compressed.Write(bytes[part]);
        compressed.Position = 0;
        using var raw = new ZLibStream(compressed, CompressionMode.Decompress);
        try
        {
            foreach (var pass in png.IsInterlaced ? adam7 : [(0, 0, 1, 1)])
                DecodePass(raw, png, pass, receive);
        }
        catch (EndOfStreamException)
        {
            throw DecodingException.Truncated("PNG");
        }
        catch (InvalidDataException)
        {
            throw new DecodingException("its compressed data are damaged");
        }
    }

    private static void DecodePass(Stream raw, PngFile png, (int X, int Y, int StepX, int StepY) pass, RowReceiver receive)
    {
        var columns = (png.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
            return;
        // A byte that names the filter stands before each row; the row above the first is zeros.
        var length = png.RowLength(columns);
        var (row, above) = (new byte[length + 1], new byte[length + 1]);
        for (var y = pass.Y; y < png.Height; y += pass.StepY)
        {
            raw.ReadExactly(row);
            Unfilter(row[0], row.AsSpan(1), above.AsSpan(1), Math.Max(1, png.Channels * png.Depth / 8));
            receive(row.AsSpan(1), (y * png.Width + pass.X) * png.Channels, pass.StepX * png.Channels, columns * png.Channels);
            (row, above) = (above, row);
        }
    }

    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                break;
            case 2:
                AddRow(row, above);
                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < distance ? above[i] : Paeth(row[i - distance], above[i], above[i - distance]);
                break;
            default:
                throw new DecodingException($"it has a row with the filter {filter}, which there is not");
        }
    }

    private static void AddRow(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] += above[i];
    }

    // Of the pixels to the left, above and above the left one, that which is nearest to left + above - corner.
    private static byte Paeth(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - 2 * corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }

    // The first sample of a byte is in its highest bits.
    private static void Unpack(ReadOnlySpan<byte> row, PngFile png, byte[] samples, int first, int step, int count)
    {
        var (mask, perByte) = ((1 << png.Depth) - 1, 8 / png.Depth);
        for (var i = 0; i < count; i++)
            samples[first + i / png.Channels * step + i % png.Channels] = (byte)(row[i / perByte] >> (8 - png.Depth * (i % perByte + 1)) & mask);
    }
}
