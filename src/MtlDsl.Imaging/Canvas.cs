using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Draws on an image, in pixels; what lies outside is cut off.</summary>
internal sealed class Canvas(RgbImage image)
{
    private const float SmallestText = 12;
    private const float LargestText = 26;

    /// <summary>Room beside a text on a plate, in pixels.</summary>
    public const int Padding = 3;

    /// <summary>The ground of legends and sheets.</summary>
    public static readonly Rgb Paper = new(28, 30, 34);

    /// <summary>The colour of texts on it.</summary>
    public static readonly Rgb Ink = new(235, 235, 235);

    /// <summary>What is drawn on.</summary>
    public RgbImage Image => image;

    /// <summary>Size of text that reads well on an image, in pixels an em.</summary>
    public static float TextSize(PixelSize size) => Math.Clamp(Math.Min(size.Width, size.Height) / 48f, SmallestText, LargestText);

    /// <summary>Width and height of the plate of a text.</summary>
    public static PixelSize Measure(string text, float size)
    {
        var (width, ascent, descent) = CanvasFont.Measure(text, size);
        return new PixelSize(width + 2 * Padding, ascent + descent);
    }

    /// <summary>Lays a colour over a rectangle.</summary>
    public void Fill(int left, int top, int right, int bottom, Rgb color, float opacity = 1)
    {
        for (var y = Math.Max(top, 0); y < Math.Min(bottom, image.Height); y++)
        for (var x = Math.Max(left, 0); x < Math.Min(right, image.Width); x++)
            Blend(y * image.Width + x, color, opacity);
    }

    /// <summary>Lays a colour over one pixel, counted row by row.</summary>
    public void Blend(int pixel, Rgb color, float opacity)
    {
        var target = image.Pixels.AsSpan(3 * pixel, 3);
        target[0] = (byte)(target[0] + (color.R - target[0]) * opacity + 0.5f);
        target[1] = (byte)(target[1] + (color.G - target[1]) * opacity + 0.5f);
        target[2] = (byte)(target[2] + (color.B - target[2]) * opacity + 0.5f);
    }

    /// <summary>Puts an image on it; it has to fit.</summary>
    public void Paste(RgbImage picture, int left, int top)
    {
        for (var y = 0; y < picture.Height; y++)
            picture.Pixels.AsSpan(3 * y * picture.Width, 3 * picture.Width).CopyTo(image.Pixels.AsSpan(3 * ((top + y) * image.Width + left)));
    }

    /// <summary>Draws the frame of a box, on the inside of its edge.</summary>
    public void Outline(Box box, Rgb color, int thickness)
    {
        var (left, top) = ((int)MathF.Round(box.Left), (int)MathF.Round(box.Top));
        var (right, bottom) = ((int)MathF.Round(box.Right), (int)MathF.Round(box.Bottom));
        Fill(left, top, right, top + thickness, color);
        Fill(left, bottom - thickness, right, bottom, color);
        Fill(left, top + thickness, left + thickness, bottom - thickness, color);
        Fill(right - thickness, top + thickness, right, bottom - thickness, color);
    }

    /// <summary>Writes a text on a plate of a colour, in black or white, whichever stands out.</summary>
    public void Plate(string text, int left, int top, Rgb color, float size)
    {
        var plate = Measure(text, size);
        Fill(left, top, left + plate.Width, top + plate.Height, color);
        var luma = 0.299f * color.R + 0.587f * color.G + 0.114f * color.B;
        Text(text, left, top, luma > 140 ? new Rgb(0, 0, 0) : new Rgb(255, 255, 255), size);
    }

    /// <summary>Writes a text; the corner is that of its plate.</summary>
    public void Text(string text, int left, int top, Rgb color, float size)
    {
        if (text.Length == 0)
            return;
        var (coverage, extent) = CanvasFont.Draw(text, size);
        left += Padding;
        for (var y = Math.Max(0, -top); y < Math.Min(extent.Height, image.Height - top); y++)
            for (var x = Math.Max(0, -left); x < Math.Min(extent.Width, image.Width - left); x++)
                if (coverage[y * extent.Width + x] is var share and > 0)
                    Blend((top + y) * image.Width + left + x, color, share / 255f);
    }
}
