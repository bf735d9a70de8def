using System.Text;

namespace MtlDsl.TestSupport;

/// <summary>Writes videos of JPEG pictures, ten a second.</summary>
internal static class MotionJpeg
{
    private const int Rate = 10;

    /// <summary>An AVI file of frames, which need not be JPEGs.</summary>
    public static byte[] Avi(int width, int height, IReadOnlyList<byte[]> frames)
    {
        var largest = frames.Max(frame => frame.Length);
        var main = Words(1_000_000 / Rate, largest * Rate, 0, 0x10, frames.Count, 0, 1, largest, width, height, 0, 0, 0, 0);
        byte[] stream = [.. "vidsMJPG"u8, .. Words(0, 0, 0, 1, Rate, 0, frames.Count, largest, -1, 0), .. Words(0, (height << 16) | width)];
        byte[] format = [.. Words(40, width, height, 24 << 16 | 1), .. "MJPG"u8, .. Words(3 * width * height, 0, 0, 0, 0)];
        var header = Chunk("LIST", [.. "hdrl"u8, .. Chunk("avih", main), .. Chunk("LIST", [.. "strl"u8, .. Chunk("strh", stream), .. Chunk("strf", format)])]);
        byte[][] pieces = [.. frames.Select(frame => Chunk("00dc", frame))];
        var (offset, index) = (4, new List<byte>());
        foreach (var (frame, piece) in frames.Zip(pieces))
        {
            index.AddRange([.. "00dc"u8, .. Words(0x10, offset, frame.Length)]);
            offset += piece.Length;
        }
        return Chunk("RIFF", [.. "AVI "u8, .. header, .. Chunk("LIST", [.. "movi"u8, .. pieces.SelectMany(piece => piece)]), .. Chunk("idx1", [.. index])]);
    }

    private static byte[] Chunk(string kind, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(kind), .. Words(content.Length), .. content, .. content.Length % 2 == 0 ? [] : new byte[1]];

    private static byte[] Words(params int[] words) => [.. words.SelectMany(BitConverter.GetBytes)];
}
