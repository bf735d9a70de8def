using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Reads and writes pictures.</summary>
public static class ImageFile
{
    /// <summary>
    /// Reads an image in any format of OpenCV's. It comes upright (EXIF orientation is applied); grey and 16-bit images come as 8-bit
    /// colour, without alpha.
    /// </summary>
    /// <exception cref="ImageException">The file is missing, is no image, is truncated or damaged.</exception>
    public static RgbImage Read(string path) => Decode(Files.Read(path), path);

    /// <summary>Decodes an image that is in memory, as <see cref="Read"/> does.</summary>
    /// <param name="bytes">The content of an image file.</param>
    /// <param name="name">What the image is called in error messages.</param>
    /// <exception cref="ImageException">The bytes are no image, are truncated or damaged.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            var decoded = Native.mtldsl_image_decode(bytes, bytes.Length, out var handle, out var width, out var height);
            using (handle)
            {
                Check(decoded, name);
                if (3L * width * height > Array.MaxLength)
                    throw new ImageException($"The image {name} is {width}x{height}, too large to be held at once; cut it into parts or make it smaller.");
                var image = new RgbImage(width, height, GC.AllocateUninitializedArray<byte>(3 * width * height));
                Check(Native.mtldsl_image_copy(handle, image.Pixels), name);
                return image;
            }
        }
        catch (DllNotFoundException e)
        {
            throw new ImageException(
                $"The image {name} cannot be read: the native part cannot be loaded. Build MtlDsl.Imaging again; "
                + "on a board, run 'native/build.sh libmtldsl_imaging.so' in the program's folder.", e);
        }

        static void Check(int result, string name)
        {
            if (result == 0)
                throw new ImageException($"The image {name} cannot be read: {Native.Error}.");
        }
    }

    /// <summary>Writes a PNG or JPEG file, as the path's extension says, replacing one that is there only once it is complete.</summary>
    /// <param name="path">Where; the folder is made if it is missing.</param>
    /// <param name="image">What.</param>
    /// <param name="quality">Quality of a JPEG, 1 to 100.</param>
    /// <exception cref="ImageException">The extension is another one, or the file cannot be written.</exception>
    public static void Write(string path, RgbImage image, int quality = 92)
    {
        var (encoded, handle, length) = Encode(image, path, quality);
        Files.Write(path, encoded, handle, length);
    }

    /// <summary>Encodes an image as a JPEG in memory.</summary>
    /// <param name="image">What.</param>
    /// <param name="quality">Quality, 1 to 100.</param>
    /// <exception cref="ImageException">It cannot be encoded.</exception>
    public static byte[] ToJpeg(RgbImage image, int quality = 85)
    {
        const string name = "picture.jpg";
        var (encoded, handle, length) = Encode(image, name, quality);
        using (handle)
            return Files.Content(name, encoded, handle, length);
    }

    private static (int Encoded, NativeBytes Handle, long Length) Encode(RgbImage image, string path, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is not (".png" or ".jpg" or ".jpeg"))
            throw new ImageException($"The image {path} cannot be written: its extension is '{extension}', not .png, .jpg or .jpeg.");
        var encoded = Native.mtldsl_image_encode(
            image.Pixels, image.Width, image.Height, extension, extension == ".png" ? 0 : quality, out var handle, out var length);
        return (encoded, handle, length);
    }
}
