using System.Numerics;
using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using MtlDsl.Imaging.Codecs;
using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Reads measured values: depths, heights, temperatures.</summary>
public static class ValueFile
{
    /// <summary>The extensions of the files that are read, with the dot, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".tif", ".tiff"];

    /// <summary>
    /// Reads the numbers that are stored in a PNG of grey levels or three channels, of up to 16 bits, or in a TIFF: whole ones of 8, 16 or 32 bits,
    /// those with a fraction of 32 or 64. A TIFF comes upright.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="checkSize">Receives the size that the file declares before anything is decoded; what it throws is not caught.</param>
    /// <exception cref="ImageException">The file is missing, truncated, damaged, or of another kind.</exception>
    public static ValueMap Read(string path, Action<PixelSize>? checkSize = null) => Files.Read(path, bytes =>
    {
        try
        {
            return PngFile.IsPng(bytes) ? ReadPng(bytes, checkSize)
                : TiffFile.IsTiff(bytes) ? TiffFile.Read(bytes.ToArray(), tiff => ReadTiff(tiff, checkSize))
                : throw new DecodingException("it is neither a PNG nor a TIFF file, and values are read from these only");
        }
        catch (DecodingException e)
        {
            throw new ImageException($"The values {path} cannot be read: {e.Message}.", e);
        }
    });

    private static ValueMap ReadPng(ReadOnlySpan<byte> bytes, Action<PixelSize>? checkSize)
    {
        var png = PngFile.Parse(bytes);
        checkSize?.Invoke(new PixelSize(png.Width, png.Height));
        if (png.Type is not (PngColorType.Grey or PngColorType.Rgb))
            throw new DecodingException("it has a palette or an alpha channel, which values cannot have; save them as a PNG in grey of 16 bits");
        return png.Depth == 16
            ? Planes(PngSamples.Words(bytes, png), png.Channels, png.Height, png.Width)
            : Planes(PngSamples.Bytes(bytes, png), png.Channels, png.Height, png.Width);
    }

    private static ValueMap ReadTiff(TiffFile tiff, Action<PixelSize>? checkSize)
    {
        var swaps = Upright.Swaps(tiff.Origin);
        checkSize?.Invoke(swaps ? new PixelSize(tiff.Height, tiff.Width) : new PixelSize(tiff.Width, tiff.Height));
        if (tiff.Photometric is Photometric.PALETTE)
            throw new DecodingException("it has a palette, which values cannot have");
        return (tiff.Format, tiff.Bits) switch
        {
            (SampleFormat.UINT or SampleFormat.VOID, 8) => Map<byte>(),
            (SampleFormat.UINT or SampleFormat.VOID, 16) => Map<ushort>(),
            (SampleFormat.UINT or SampleFormat.VOID, 32) => Map<uint>(),
            (SampleFormat.INT, 8) => Map<sbyte>(),
            (SampleFormat.INT, 16) => Map<short>(),
            (SampleFormat.INT, 32) => Map<int>(),
            (SampleFormat.IEEEFP, 32) => Map<float>(),
            (SampleFormat.IEEEFP, 64) => Map<double>(),
            var (format, bits) => throw new DecodingException($"its samples have {bits} bits ({format}); values are whole numbers of 8, 16 or 32 bits, or numbers with a fraction of 32 or 64"),
        };

        ValueMap Map<T>() where T : unmanaged, INumberBase<T>
        {
            var samples = MemoryMarshal.Cast<byte, T>(tiff.Samples()).ToArray();
            var upright = Upright.Turn(samples, tiff.Width, tiff.Height, tiff.Origin, tiff.Channels);
            return swaps ? Planes(upright, tiff.Channels, tiff.Width, tiff.Height) : Planes(upright, tiff.Channels, tiff.Height, tiff.Width);
        }
    }

    // The values of a pixel stand side by side in a file, and a plane a channel in a map.
    private static ValueMap Planes<T>(ReadOnlySpan<T> samples, int channels, int height, int width) where T : INumberBase<T>
    {
        var map = new ValueMap(channels, height, width, GC.AllocateUninitializedArray<float>(samples.Length));
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = map.Values.AsSpan(channel * height * width, height * width);
            for (var i = 0; i < plane.Length; i++)
                plane[i] = float.CreateTruncating(samples[i * channels + channel]);
        }
        return map;
    }
}
