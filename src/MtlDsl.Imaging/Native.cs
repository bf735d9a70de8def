using System.Runtime.InteropServices;

namespace MtlDsl.Imaging;

/// <summary>The functions of native/mtldsl_imaging.cpp; each gives 0 after an error.</summary>
internal static partial class Native
{
    private const string Library = "mtldsl_imaging";

    /// <summary>What went wrong in the last function that gave 0 on this thread.</summary>
    public static string Error => Marshal.PtrToStringUTF8(mtldsl_imaging_error()) ?? "";

    [LibraryImport(Library)]
    public static partial int mtldsl_image_decode(
        ReadOnlySpan<byte> bytes, long length, out NativeImage image, out int width, out int height);

    [LibraryImport(Library)]
    public static partial int mtldsl_image_copy(NativeImage image, Span<byte> rgb);

    [LibraryImport(Library)]
    public static partial void mtldsl_image_free(nint image);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtldsl_image_encode(
        ReadOnlySpan<byte> rgb, int width, int height, string extension, int quality, out NativeBytes bytes, out long length);

    [LibraryImport(Library)]
    public static partial int mtldsl_labels_decode(
        ReadOnlySpan<byte> bytes, long length, out NativeBytes labels, out int width, out int height);

    [LibraryImport(Library)]
    public static partial int mtldsl_labels_encode(
        ReadOnlySpan<byte> labels, int width, int height, ReadOnlySpan<byte> palette, int colors, out NativeBytes bytes, out long length);

    [LibraryImport(Library)]
    public static partial int mtldsl_bytes_copy(NativeBytes bytes, Span<byte> target);

    [LibraryImport(Library)]
    public static partial void mtldsl_bytes_free(nint bytes);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtldsl_text_size(string text, double scale, int thickness, out int width, out int height, out int baseline);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtldsl_text_draw(
        Span<byte> rgb, int width, int height, string text, int x, int y, double scale, int thickness, byte r, byte g, byte b);

    [LibraryImport(Library)]
    private static partial nint mtldsl_imaging_error();
}
