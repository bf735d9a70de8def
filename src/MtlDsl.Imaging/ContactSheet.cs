using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Many images on one: a grid of pictures with captions.</summary>
public static class ContactSheet
{
    private const int Margin = 8;

    /// <summary>Lays images out row by row.</summary>
    /// <param name="images">The images, each with a caption (empty for none).</param>
    /// <param name="columns">Images a row.</param>
    /// <param name="cell">Room for one image; images of another shape are brought into it whole.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static RgbImage Compose(IReadOnlyList<(RgbImage Image, string Caption)> images, int columns, PixelSize cell)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (images.Count == 0)
            throw new ArgumentException("A contact sheet needs an image.", nameof(images));
        var textSize = Canvas.TextSize(cell);
        var caption = images.All(i => i.Caption.Length == 0) ? 0 : Canvas.Measure("Ag", textSize).Height;
        var rows = (images.Count + columns - 1) / columns;
        var (stepX, stepY) = (cell.Width + Margin, cell.Height + caption + Margin);
        var sheet = new RgbImage(Math.Min(columns, images.Count) * stepX + Margin, rows * stepY + Margin);
        var canvas = new Canvas(sheet);
        canvas.Fill(0, 0, sheet.Width, sheet.Height, Canvas.Paper);
        for (var i = 0; i < images.Count; i++)
        {
            var (left, top) = (Margin + i % columns * stepX, Margin + i / columns * stepY);
            canvas.Paste(Fit(images[i].Image, cell), left, top);
            canvas.Text(images[i].Caption, left, top + cell.Height, Canvas.Ink, textSize);
        }
        return sheet;
    }

    /// <summary>Puts images beside each other as they are, their upper edges in line.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static RgbImage Row(IReadOnlyList<RgbImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("A contact sheet needs an image.", nameof(images));
        var sheet = new RgbImage(images.Sum(image => image.Width) + (images.Count - 1) * Margin, images.Max(image => image.Height));
        var canvas = new Canvas(sheet);
        canvas.Fill(0, 0, sheet.Width, sheet.Height, Canvas.Paper);
        var left = 0;
        foreach (var image in images)
        {
            canvas.Paste(image, left, 0);
            left += image.Width + Margin;
        }
        return sheet;
    }

    // The whole image in the middle of a cell.
    private static RgbImage Fit(RgbImage image, PixelSize cell) =>
        ImageResampler.Resize(image, ImagePlacement.Of(image.Size, cell, ImageFit.Letterbox).Window, cell, Canvas.Paper);
}
