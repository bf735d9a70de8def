using System.Buffers.Binary;
using System.Numerics;

namespace MtlDsl.Training.Recording;

/// <summary>The checksum of RFC 3720, appendix B.4 (Castagnoli's polynomial), and the form in which TFRecord files hold it.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xa282ead8;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>Rotated and offset: the checksum of data that hold checksums would be weak (TensorFlow, lib/hash/crc32c.h).</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Of(bytes), 15) + MaskDelta;
}
