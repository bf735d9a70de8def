using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Shows on an image what a network saw in it.</summary>
public static class Overlay
{
    private const float MapOpacity = 0.45f;
    private const float BorderOpacity = 0.9f;

    /// <summary>Draws a class map and boxes over a copy of an image.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="map">
    /// Class indices, blended in their colours with their borders marked; enlarged where its size is another. Values that are no class
    /// stay clear. Null for no map.
    /// </param>
    /// <param name="classes">The classes of the map.</param>
    /// <param name="boxes">Boxes in pixels with the text on them (empty for none) and their colour.</param>
    public static RgbImage Draw(
        RgbImage image, LabelMap? map, IReadOnlyList<ClassInfo> classes, IEnumerable<(Box Pixels, string Label, Rgb Color)> boxes)
    {
        var canvas = new Canvas(new RgbImage(image.Width, image.Height, [.. image.Pixels]));
        if (map is not null)
            DrawMap(canvas, map.Size == image.Size ? map : ImageResampler.Nearest(map, ImageResampler.Whole, image.Size, 0), classes);
        DrawBoxes(canvas, [.. boxes]);
        return canvas.Image;
    }

    /// <summary>Puts a strip with the names and colours of classes under an image.</summary>
    public static RgbImage AddLegend(RgbImage image, IReadOnlyList<ClassInfo> classes)
    {
        const int margin = 6;
        var textSize = Canvas.TextSize(image.Size);
        var line = Canvas.Measure("Ag", textSize).Height;
        var places = new List<(int Left, int Top)>();
        var (x, y) = (margin, margin);
        foreach (var item in classes)
        {
            var width = line + Canvas.Measure(item.Name, textSize).Width + margin;
            if (x > margin && x + width > image.Width)
                (x, y) = (margin, y + line + margin);
            places.Add((x, image.Height + y));
            x += width;
        }
        var result = new RgbImage(image.Width, image.Height + (classes.Count == 0 ? 0 : y + line + margin));
        image.Pixels.CopyTo(result.Pixels, 0);
        var canvas = new Canvas(result);
        canvas.Fill(0, image.Height, result.Width, result.Height, Canvas.Paper);
        foreach (var (item, (left, top)) in classes.Zip(places))
        {
            canvas.Fill(left, top + 2, left + line - 4, top + line - 2, item.Color);
            canvas.Text(item.Name, left + line - 2, top, Canvas.Ink, textSize);
        }
        return result;
    }

    /// <summary>Writes lines of text on plates of their colours into the upper left corner of a copy of an image.</summary>
    public static RgbImage AddNotes(RgbImage image, IEnumerable<(string Text, Rgb Color)> notes)
    {
        var canvas = new Canvas(new RgbImage(image.Width, image.Height, [.. image.Pixels]));
        var textSize = Canvas.TextSize(image.Size);
        var top = 0;
        foreach (var (text, color) in notes)
        {
            canvas.Plate(text, 0, top, color, textSize);
            top += Canvas.Measure(text, textSize).Height;
        }
        return canvas.Image;
    }

    private static void DrawMap(Canvas canvas, LabelMap map, IReadOnlyList<ClassInfo> classes)
    {
        for (var y = 0; y < map.Height; y++)
        for (var x = 0; x < map.Width; x++)
        {
            var index = y * map.Width + x;
            var label = map.Labels[index];
            if (label >= classes.Count)
                continue;
            var border = (x + 1 < map.Width && map.Labels[index + 1] != label) || (y + 1 < map.Height && map.Labels[index + map.Width] != label);
            canvas.Blend(index, classes[label].Color, border ? BorderOpacity : MapOpacity);
        }
    }

    // All frames first, so that none runs through a text.
    private static void DrawBoxes(Canvas canvas, (Box Pixels, string Label, Rgb Color)[] boxes)
    {
        var size = canvas.Image.Size;
        var textSize = Canvas.TextSize(size);
        var thickness = Math.Max(1, (int)MathF.Round(Math.Min(size.Width, size.Height) / 250f));
        foreach (var (pixels, _, color) in boxes)
            canvas.Outline(pixels, color, thickness);
        foreach (var (pixels, label, color) in boxes)
        {
            if (label.Length == 0)
                continue;
            var plate = Canvas.Measure(label, textSize);
            var left = Math.Clamp((int)MathF.Round(pixels.Left), 0, Math.Max(size.Width - plate.Width, 0));
            var above = (int)MathF.Round(pixels.Top) - plate.Height;
            var below = Math.Clamp((int)MathF.Round(pixels.Bottom), 0, Math.Max(size.Height - plate.Height, 0));
            canvas.Plate(label, left, above >= 0 ? above : below, color, textSize);
        }
    }
}
