using MtlDsl.Imaging.Codecs;
using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Reads and writes class masks: PNG files whose pixel values are labels.</summary>
public static class LabelFile
{
    /// <summary>
    /// Reads a mask: palette indices or grey values of 1, 2, 4 or 8 bits as they stand in the file. A colour PNG is taken where its
    /// three channels are equal in every pixel.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="checkSize">Receives the size that the file declares before anything is decoded; what it throws is not caught.</param>
    /// <exception cref="ImageException">The file is missing, is no PNG, is truncated or damaged, or holds colours, alpha or 16 bits.</exception>
    public static LabelMap Read(string path, Action<PixelSize>? checkSize = null) => Files.Read(path, bytes =>
    {
        try
        {
            if (!PngFile.IsPng(bytes))
                throw new DecodingException("it is no PNG file, and labels are read from PNG only");
            var png = PngFile.Parse(bytes);
            checkSize?.Invoke(new PixelSize(png.Width, png.Height));
            return new LabelMap(png.Width, png.Height, Labels(bytes, png));
        }
        catch (DecodingException e)
        {
            throw new ImageException($"The labels {path} cannot be read: {e.Message}.", e);
        }
    });

    /// <summary>Writes a mask as an 8-bit PNG with a palette, replacing a file that is there only once it is complete.</summary>
    /// <param name="path">Where; the folder is made if it is missing.</param>
    /// <param name="labels">What.</param>
    /// <param name="palette">The colours in which viewers show the labels; labels beyond them are black.</param>
    /// <exception cref="ImageException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The palette has more than 256 colours.</exception>
    public static void Write(string path, LabelMap labels, IReadOnlyList<Rgb> palette)
    {
        if (palette.Count > 256)
            throw new ArgumentException($"A palette has at most 256 colours, not {palette.Count}.", nameof(palette));
        var encoded = PngWriter.Encode(labels, palette);
        Files.Write(path, stream => stream.Write(encoded));
    }

    private static byte[] Labels(ReadOnlySpan<byte> bytes, PngFile png)
    {
        if (png.Depth > 8)
            throw new DecodingException("it has 16 bits a channel; labels have at most 8");
        if (png.Type is PngColorType.GreyAlpha or PngColorType.Rgba)
            throw new DecodingException("it has an alpha channel, which a label map cannot have; save labels as a PNG with a palette or in grey");
        var samples = PngSamples.Bytes(bytes, png);
        return png.Type == PngColorType.Rgb ? EqualChannels(samples, png.Width) : samples;
    }

    // The one channel of a colour picture whose three are equal.
    private static byte[] EqualChannels(byte[] colors, int width)
    {
        var labels = new byte[colors.Length / 3];
        for (var i = 0; i < labels.Length; i++)
        {
            var (r, g, b) = (colors[3 * i], colors[3 * i + 1], colors[3 * i + 2]);
            if (r != g || r != b)
                throw new DecodingException(
                    $"it is a colour picture, not a label map: pixel ({i % width}, {i / width}) is ({r}, {g}, {b}); save labels as a PNG with a palette or in grey");
            labels[i] = r;
        }
        return labels;
    }
}
