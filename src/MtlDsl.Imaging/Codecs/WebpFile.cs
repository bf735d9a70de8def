using System.Buffers.Binary;

namespace MtlDsl.Imaging.Codecs;

/// <summary>Tells whole WebP files from those that are cut short.</summary>
internal static class WebpFile
{
    public static bool IsWebp(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    /// <summary>Compares the length that the file declares with the one that it has.</summary>
    /// <exception cref="DecodingException">It is shorter.</exception>
    public static void RequireComplete(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) > bytes.Length - 8)
            throw DecodingException.Truncated("WebP");
    }
}
