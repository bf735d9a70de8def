using System.Runtime.InteropServices;
using MtlDsl.Vision;
using SkiaSharp;

namespace MtlDsl.Imaging.Codecs;

/// <summary>Images in the formats that Skia decodes and encodes. Colours stay as they are stored: no profile is applied.</summary>
internal static class SkiaImage
{
    // Rows of JPEGs are brought from four bytes a pixel to three while they are in the processor's cache.
    private const int StripBytes = 128 * 1024;

    /// <summary>Decodes an image, a GIF's first frame; upright, without alpha.</summary>
    /// <param name="bytes">The content of an image file.</param>
    /// <param name="origin">How it is stored; null where Skia finds out.</param>
    /// <exception cref="DecodingException">It is no image that Skia knows, is truncated or damaged.</exception>
    public static unsafe RgbImage Decode(ReadOnlySpan<byte> bytes, SKEncodedOrigin? origin = null)
    {
        fixed (byte* start = bytes)
        {
            using var data = SKData.Create((nint)start, bytes.Length);
            using var codec = SKCodec.Create(data) ?? throw new DecodingException("it is no image of a format that is read, or it is damaged");
            var (width, height) = (codec.Info.Width, codec.Info.Height);
            if (3L * width * height > Array.MaxLength)
                throw new DecodingException($"it has {width}x{height} pixels, too many to be held at once; cut it into parts or make it smaller");
            var pixels = GC.AllocateUninitializedArray<byte>(3 * width * height);
            var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && codec.StartScanlineDecode(info) == SKCodecResult.Success)
                DecodeStrips(codec, info, pixels);
            else
                DecodeWhole(codec, info, pixels);
            var stored = origin ?? codec.EncodedOrigin;
            var turned = Upright.Turn(pixels, width, height, stored, 3);
            return Upright.Swaps(stored) ? new RgbImage(height, width, turned) : new RgbImage(width, height, turned);
        }
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="encode">Encodes what it is given; null where it cannot.</param>
    public static unsafe SKData? Encode(RgbImage image, Func<SKPixmap, SKData?> encode)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var rgba = (byte*)NativeMemory.Alloc((nuint)info.BytesSize64);
        try
        {
            for (var y = 0; y < image.Height; y++)
                PixelRows.AddAlpha(image.Pixels.AsSpan(3 * image.Width * y, 3 * image.Width), new Span<byte>(rgba + (long)info.RowBytes * y, info.RowBytes));
            using var pixmap = new SKPixmap(info, (nint)rgba, info.RowBytes);
            return encode(pixmap);
        }
        finally
        {
            NativeMemory.Free(rgba);
        }
    }

    private static unsafe void DecodeStrips(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        var most = Math.Clamp(StripBytes / info.RowBytes, 1, info.Height);
        var strip = (byte*)NativeMemory.Alloc((nuint)info.RowBytes, (nuint)most);
        try
        {
            for (var decoded = 0; decoded < info.Height;)
            {
                var count = Math.Min(most, info.Height - decoded);
                if (codec.GetScanlines((nint)strip, count, info.RowBytes) < count)
                    throw DecodingException.Truncated(codec.EncodedFormat.ToString().ToUpperInvariant());
                for (var row = 0; row < count; row++, decoded++)
                    PixelRows.DropAlpha(
                        new ReadOnlySpan<byte>(strip + (long)info.RowBytes * row, info.RowBytes), pixels.AsSpan(3 * info.Width * decoded, 3 * info.Width));
            }
        }
        finally
        {
            NativeMemory.Free(strip);
        }
    }

    private static unsafe void DecodeWhole(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        var rgba = (byte*)NativeMemory.Alloc((nuint)info.BytesSize64);
        try
        {
            switch (codec.GetPixels(info, (nint)rgba))
            {
                case SKCodecResult.Success:
                    break;
                case SKCodecResult.IncompleteInput:
                    throw DecodingException.Truncated(codec.EncodedFormat.ToString().ToUpperInvariant());
                case SKCodecResult.ErrorInInput:
                    throw new DecodingException("its data are damaged");
                case var result:
                    throw new DecodingException($"it cannot be decoded ({result})");
            }
            for (var y = 0; y < info.Height; y++)
                PixelRows.DropAlpha(new ReadOnlySpan<byte>(rgba + (long)info.RowBytes * y, info.RowBytes), pixels.AsSpan(3 * info.Width * y, 3 * info.Width));
        }
        finally
        {
            NativeMemory.Free(rgba);
        }
    }
}
