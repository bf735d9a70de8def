using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Shows a dense map in the colours of <see cref="ColorScale"/>, with the scale under it.</summary>
public static class ValuePicture
{
    private const int Margin = 6, BarHeight = 12;
    private static readonly Rgb Unknown = new(128, 128, 128);

    /// <summary>Draws a channel of a map from its lowest to its highest value.</summary>
    /// <param name="map">The map; values that are not finite are grey.</param>
    /// <param name="channel">Which of its channels.</param>
    /// <param name="size">Size of the picture without the scale.</param>
    /// <param name="title">What is shown; written on the scale between the lowest and the highest value.</param>
    public static RgbImage Draw(ValueMap map, int channel, PixelSize size, string title)
    {
        var (low, high) = Range(map.Plane(channel));
        var plane = new ValueMap(1, map.Height, map.Width, [.. map.Plane(channel)]);
        var values = new float[size.Width * size.Height];
        ImageResampler.Nearest(plane, ImageResampler.Whole, size, values);

        var textSize = Canvas.TextSize(size);
        var line = Canvas.Measure("Ag", textSize).Height;
        var canvas = new Canvas(new RgbImage(size.Width, size.Height + 2 * Margin + BarHeight + line));
        for (var i = 0; i < values.Length; i++)
            canvas.Blend(i, float.IsFinite(values[i]) ? ColorScale.At(Share(values[i])) : Unknown, 1);

        canvas.Fill(0, size.Height, size.Width, canvas.Image.Height, Canvas.Paper);
        var top = size.Height + Margin;
        for (var x = Margin; x < size.Width - Margin; x++)
            canvas.Fill(x, top, x + 1, top + BarHeight, ColorScale.At((x - Margin) / (size.Width - 2f * Margin - 1)));
        Write(0, Text(low));
        Write(0.5f, title);
        Write(1, Text(high));
        return canvas.Image;

        float Share(float value) => high > low ? (value - low) / (high - low) : 0;

        void Write(float share, string text)
        {
            var room = size.Width - 2 * Margin - Canvas.Measure(text, textSize).Width;
            canvas.Text(text, Margin + (int)(share * Math.Max(room, 0)), top + BarHeight, Canvas.Ink, textSize);
        }
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
            if (float.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return low <= high ? (low, high) : (float.NaN, float.NaN);
    }

    private static string Text(float value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
