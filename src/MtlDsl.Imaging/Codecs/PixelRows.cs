using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MtlDsl.Imaging.Codecs;

/// <summary>Between four bytes a pixel, which Skia has, and the three of <see cref="Vision.RgbImage"/>.</summary>
internal static class PixelRows
{
    /// <summary>Leaves every fourth byte out.</summary>
    public static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        ref var source = ref MemoryMarshal.GetReference(rgba);
        ref var target = ref MemoryMarshal.GetReference(rgb);
        int from = 0, to = 0;
        // Four pixels at a time; the last four bytes of a vector are written over by the next one.
        for (; to <= rgb.Length - Vector128<byte>.Count; from += 16, to += 12)
            Vector128.Shuffle(Vector128.LoadUnsafe(ref source, (nuint)from), order).StoreUnsafe(ref target, (nuint)to);
        for (; to < rgb.Length; from += 4, to += 3)
            rgba.Slice(from, 3).CopyTo(rgb[to..]);
    }

    /// <summary>Adds a fourth byte to each pixel: opaque.</summary>
    public static void AddAlpha(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        var order = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        var opaque = Vector128.Create(0xff000000u).AsByte();
        ref var source = ref MemoryMarshal.GetReference(rgb);
        ref var target = ref MemoryMarshal.GetReference(rgba);
        int from = 0, to = 0;
        for (; from <= rgb.Length - Vector128<byte>.Count; from += 12, to += 16)
            (Vector128.Shuffle(Vector128.LoadUnsafe(ref source, (nuint)from), order) | opaque).StoreUnsafe(ref target, (nuint)to);
        for (; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(rgba[to..]);
            rgba[to + 3] = 255;
        }
    }
}
