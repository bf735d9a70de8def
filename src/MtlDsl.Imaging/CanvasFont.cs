using System.Runtime.InteropServices;
using MtlDsl.Messages;
using MtlDsl.Vision;
using SkiaSharp;

namespace MtlDsl.Imaging;

/// <summary>
/// The font of all texts, a part of this assembly: Skia's libraries for Linux see none of the system's. It has the scripts of Europe and signs of
/// mathematics; a character that it lacks is a box.
/// </summary>
internal static class CanvasFont
{
    private static readonly Lazy<SKTypeface> typeface = new(Load);

    /// <summary>The extent of a text: its width, and how far the font reaches above and below the line that letters stand on.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Pixels an em.</param>
    public static (int Width, int Ascent, int Descent) Measure(string text, float size)
    {
        using var font = Create(size);
        return ((int)MathF.Ceiling(font.MeasureText(Printable.Line(text))), (int)MathF.Ceiling(-font.Metrics.Ascent), (int)MathF.Ceiling(font.Metrics.Descent));
    }

    /// <summary>Draws a text on nothing.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Pixels an em.</param>
    /// <returns>How much of each pixel it covers, row by row, of a picture as large as <see cref="Measure"/> says.</returns>
    public static (byte[] Coverage, PixelSize Size) Draw(string text, float size)
    {
        var (width, ascent, descent) = Measure(text, size);
        var info = new SKImageInfo(Math.Max(width, 1), ascent + descent, SKColorType.Alpha8, SKAlphaType.Premul);
        var coverage = new byte[info.Width * info.Height];
        var pinned = GCHandle.Alloc(coverage, GCHandleType.Pinned);
        try
        {
            using var surface = SKSurface.Create(info, pinned.AddrOfPinnedObject(), info.Width);
            using var font = Create(size);
            using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
            surface.Canvas.DrawText(Printable.Line(text), 0, ascent, SKTextAlign.Left, font, paint);
            surface.Flush();
        }
        finally
        {
            pinned.Free();
        }
        return (coverage, new PixelSize(info.Width, info.Height));
    }

    private static SKFont Create(float size) => new(typeface.Value, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.Normal };

    private static SKTypeface Load()
    {
        using var font = typeof(CanvasFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        return SKTypeface.FromStream(font);
    }
}
