using MtlDsl.Imaging.Codecs;
using MtlDsl.Vision;
using SkiaSharp;

namespace MtlDsl.Imaging;

/// <summary>Reads and writes pictures.</summary>
public static class ImageFile
{
    /// <summary>
    /// Reads a JPEG, PNG, WebP, BMP, GIF (its first frame) or TIFF file. It comes upright (EXIF orientation is applied); grey and 16-bit images
    /// come as 8-bit colour, without alpha.
    /// </summary>
    /// <exception cref="ImageException">The file is missing, is no image, is truncated or damaged.</exception>
    public static RgbImage Read(string path) => Files.Read(path, bytes => Decode(bytes, path));

    /// <summary>Decodes an image that is in memory, as <see cref="Read"/> does.</summary>
    /// <param name="bytes">The content of an image file.</param>
    /// <param name="name">What the image is called in error messages.</param>
    /// <exception cref="ImageException">The bytes are no image, are truncated or damaged.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return Decode(bytes);
        }
        catch (DecodingException e)
        {
            throw new ImageException($"The image {name} cannot be read: {e.Message}.", e);
        }
    }

    /// <summary>Writes a PNG or JPEG file, as the path's extension says, replacing one that is there only once it is complete.</summary>
    /// <param name="path">Where; the folder is made if it is missing.</param>
    /// <param name="image">What.</param>
    /// <param name="quality">Quality of a JPEG, 1 to 100.</param>
    /// <exception cref="ImageException">The extension is another one, or the file cannot be written.</exception>
    public static void Write(string path, RgbImage image, int quality = 92)
    {
        CheckQuality(quality);
        using var encoded = Path.GetExtension(path).ToLowerInvariant() switch
        {
            // One filter and little effort: pictures are written often and read seldom.
            ".png" => SkiaImage.Encode(image, pixmap => pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3))),
            ".jpg" or ".jpeg" => Jpeg(image, quality),
            var extension => throw new ImageException($"The image {path} cannot be written: its extension is '{extension}', not .png, .jpg or .jpeg."),
        };
        if (encoded is null)
            throw new ImageException($"The image {path} cannot be written: {Excess(image)}.");
        Files.Write(path, stream => stream.Write(encoded.AsSpan()));
    }

    /// <summary>Encodes an image as a JPEG in memory.</summary>
    /// <param name="image">What.</param>
    /// <param name="quality">Quality, 1 to 100.</param>
    /// <exception cref="ImageException">It cannot be encoded.</exception>
    public static byte[] ToJpeg(RgbImage image, int quality = 85)
    {
        CheckQuality(quality);
        using var encoded = Jpeg(image, quality) ?? throw new ImageException($"The image cannot be made a JPEG: {Excess(image)}.");
        return encoded.ToArray();
    }

    private static RgbImage Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new DecodingException("the file is empty");
        if (TiffFile.IsTiff(bytes))
            return TiffImage.Decode(bytes.ToArray());
        if (PngFile.IsPng(bytes))
            return SkiaImage.Decode(bytes, PngFile.Parse(bytes).Origin);
        if (JpegFile.IsJpeg(bytes))
            JpegFile.RequireComplete(bytes);
        else if (WebpFile.IsWebp(bytes))
            WebpFile.RequireComplete(bytes);
        return SkiaImage.Decode(bytes);
    }

    private static SKData? Jpeg(RgbImage image, int quality) => SkiaImage.Encode(
        image, pixmap => pixmap.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)));

    private static string Excess(RgbImage image) => $"it has {image.Size} pixels, more than the format takes";

    private static void CheckQuality(int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
    }
}
