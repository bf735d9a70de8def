using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Codecs;

/// <summary>Pictures from TIFF files, as aerial surveys have them.</summary>
internal static class TiffImage
{
    /// <summary>Decodes a picture of 8 or 16 bits, or what LibTiff converts; upright, without alpha and bands beyond red, green, blue.</summary>
    /// <exception cref="DecodingException">It is truncated, damaged or no picture.</exception>
    public static RgbImage Decode(byte[] bytes) => TiffFile.Read(bytes, tiff =>
    {
        if (tiff.Format is SampleFormat.IEEEFP || tiff.Bits > 16)
            throw new DecodingException($"it has numbers of {tiff.Bits} bits; a picture has whole ones of at most 16");
        if (3L * tiff.Width * tiff.Height > Array.MaxLength)
            throw new DecodingException($"it has {tiff.Width}x{tiff.Height} pixels, too many to be held at once; cut it into parts or make it smaller");
        var pixels = GC.AllocateUninitializedArray<byte>(3 * tiff.Width * tiff.Height);
        Fill(MemoryMarshal.Cast<byte, Rgb>(pixels.AsSpan()), tiff);
        var turned = Upright.Turn(pixels, tiff.Width, tiff.Height, tiff.Origin, 3);
        return Upright.Swaps(tiff.Origin) ? new RgbImage(tiff.Height, tiff.Width, turned) : new RgbImage(tiff.Width, tiff.Height, turned);
    });

    private static void Fill(Span<Rgb> pixels, TiffFile tiff)
    {
        var (channels, isPlain) = (tiff.Channels, tiff.Bits is 8 or 16);
        switch (tiff.Photometric)
        {
            case Photometric.RGB when isPlain && channels >= 3:
                var colors = HighBytes(tiff);
                for (var i = 0; i < pixels.Length; i++)
                    pixels[i] = new Rgb(colors[channels * i], colors[channels * i + 1], colors[channels * i + 2]);
                break;
            case Photometric.MINISBLACK or Photometric.MINISWHITE when isPlain:
                var (levels, flip) = (HighBytes(tiff), (byte)(tiff.Photometric is Photometric.MINISWHITE ? 255 : 0));
                for (var i = 0; i < pixels.Length; i++)
                    pixels[i] = Grey((byte)(levels[channels * i] ^ flip));
                break;
            case Photometric.PALETTE when tiff.Bits == 8:
                var (indices, (r, g, b)) = (tiff.Samples(), tiff.Palette());
                for (var i = 0; i < pixels.Length; i++)
                {
                    var index = indices[channels * i];
                    pixels[i] = new Rgb((byte)(r[index] >> 8), (byte)(g[index] >> 8), (byte)(b[index] >> 8));
                }
                break;
            default:
                var converted = tiff.Colors();
                for (var i = 0; i < pixels.Length; i++)
                    pixels[i] = new Rgb((byte)converted[i], (byte)(converted[i] >> 8), (byte)(converted[i] >> 16));
                break;
        }

        static Rgb Grey(byte level) => new(level, level, level);
    }

    // Of 16 bits, which this machine may store either way round, the higher 8.
    private static byte[] HighBytes(TiffFile tiff)
    {
        var samples = tiff.Samples();
        if (tiff.Bits == 8)
            return samples;
        var words = MemoryMarshal.Cast<byte, ushort>(samples);
        var bytes = GC.AllocateUninitializedArray<byte>(words.Length);
        for (var i = 0; i < words.Length; i++)
            bytes[i] = (byte)(words[i] >> 8);
        return bytes;
    }
}
