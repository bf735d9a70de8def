using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MtlDsl.Vision;

/// <summary>Brings images of any pixel format to red, green and blue bytes without padding.</summary>
internal static class RgbConversion
{
    // ITU-R BT.601-7, 2.5: Y = 0.299 R + 0.587 G + 0.114 B over 219 steps from 16, colour differences over 224 steps around 128; inverted, in
    // units of 2^-16.
    private const int Shift = 16, Half = 1 << (Shift - 1);
    private const int Lightness = 76309, RedOfRed = 104597, GreenOfRed = -53279, GreenOfBlue = -25675, BlueOfBlue = 132201;

    private static readonly Vector128<byte>[] ofRed = Places(0), ofGreen = Places(1), ofBlue = Places(2);

    /// <summary>Writes <c>height * width * 3</c> bytes.</summary>
    public static void Convert(ImageView image, Span<byte> rgb)
    {
        var row = 3 * image.Width;
        for (var y = 0; y < image.Height; y++)
        {
            var source = image.Pixels[(y * image.Stride)..];
            var target = rgb.Slice(y * row, row);
            switch (image.Format)
            {
                case PixelFormat.Rgb:
                    source[..row].CopyTo(target);
                    break;
                case PixelFormat.Bgr:
                    Reorder(source, target, step: 3, red: 2);
                    break;
                case PixelFormat.Rgba:
                    Reorder(source, target, step: 4, red: 0);
                    break;
                case PixelFormat.Bgra:
                    Reorder(source, target, step: 4, red: 2);
                    break;
                case PixelFormat.Grey:
                    Repeat(source, target);
                    break;
                default:
                    FromNv12(source[..image.Width], image.Pixels.Slice((image.Height + y / 2) * image.Stride, image.Width), target);
                    break;
            }
        }
    }

    private static void Reorder(ReadOnlySpan<byte> source, Span<byte> target, int step, int red)
    {
        for (int i = 0, j = 0; i < target.Length; i += 3, j += step)
        {
            target[i] = source[j + red];
            target[i + 1] = source[j + 1];
            target[i + 2] = source[j + 2 - red];
        }
    }

    private static void Repeat(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (int i = 0, j = 0; i < target.Length; i += 3, j++)
            target[i] = target[i + 1] = target[i + 2] = source[j];
    }

    private static void FromNv12(ReadOnlySpan<byte> lightness, ReadOnlySpan<byte> colors, Span<byte> target)
    {
        var x = 0;
        for (; x <= lightness.Length - 16; x += 16)
        {
            var y = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(lightness), (nuint)x);
            var pairs = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(colors), (nuint)x).AsUInt16();
            // The pairs' first and second bytes, each for two pixels.
            var (blues, reds) = (pairs & Vector128.Create((ushort)0xFF), pairs >>> 8);
            blues |= blues << 8;
            reds |= reds << 8;
            Convert16(y, blues.AsByte(), reds.AsByte(), target.Slice(3 * x, 48));
        }
        for (; x < lightness.Length; x++)
        {
            var y = Math.Max(lightness[x] - 16, 0) * Lightness + Half;
            var (blue, red) = (colors[x & ~1] - 128, colors[x | 1] - 128);
            target[3 * x] = Byte(y + RedOfRed * red);
            target[3 * x + 1] = Byte(y + GreenOfRed * red + GreenOfBlue * blue);
            target[3 * x + 2] = Byte(y + BlueOfBlue * blue);
        }

        static byte Byte(int value) => (byte)Math.Clamp(value >> Shift, 0, 255);
    }

    private static void Convert16(Vector128<byte> lightness, Vector128<byte> blues, Vector128<byte> reds, Span<byte> target)
    {
        var r = Channel(lightness, blues, reds, 0, RedOfRed);
        var g = Channel(lightness, blues, reds, GreenOfBlue, GreenOfRed);
        var b = Channel(lightness, blues, reds, BlueOfBlue, 0);
        for (var part = 0; part < 3; part++)
            (Vector128.Shuffle(r, ofRed[part]) | Vector128.Shuffle(g, ofGreen[part]) | Vector128.Shuffle(b, ofBlue[part]))
                .CopyTo(target[(16 * part)..]);
    }

    private static Vector128<byte> Channel(Vector128<byte> lightness, Vector128<byte> blues, Vector128<byte> reds, int ofBlue, int ofRed)
    {
        return Vector128.Narrow(Vector128.Narrow(Values(0), Values(1)), Vector128.Narrow(Values(2), Values(3))).AsByte();

        Vector128<int> Values(int quarter)
        {
            var light = Vector128.Max(Quarter(lightness, quarter) - Vector128.Create(16), Vector128<int>.Zero) * Lightness;
            var color = (Quarter(blues, quarter) - Vector128.Create(128)) * ofBlue + (Quarter(reds, quarter) - Vector128.Create(128)) * ofRed;
            var value = (light + color + Vector128.Create(Half)) >> Shift;
            return Vector128.Min(Vector128.Max(value, Vector128<int>.Zero), Vector128.Create(255));
        }
    }

    private static Vector128<int> Quarter(Vector128<byte> values, int quarter)
    {
        var (low, high) = Vector128.Widen(values);
        var (first, second) = Vector128.Widen(quarter < 2 ? low : high);
        return ((quarter & 1) == 0 ? first : second).AsInt32();
    }

    // Where the bytes of a channel of 16 pixels go in the 48 interleaved ones, 16 at a time; 255 gives 0.
    private static Vector128<byte>[] Places(int channel) =>
    [
        .. Enumerable.Range(0, 3).Select(part => Vector128.Create<byte>(
            [.. Enumerable.Range(16 * part, 16).Select(i => i % 3 == channel ? (byte)(i / 3) : (byte)255)])),
    ];
}
