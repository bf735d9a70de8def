using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>Draws boxes and finds them again.</summary>
internal static class Painter
{
    /// <summary>Fills a box of whole pixels.</summary>
    public static void Fill(LabelMap map, Box pixels, byte value)
    {
        for (var y = (int)MathF.Round(pixels.Top); y < (int)MathF.Round(pixels.Bottom); y++)
        for (var x = (int)MathF.Round(pixels.Left); x < (int)MathF.Round(pixels.Right); x++)
            map.Labels[y * map.Width + x] = value;
    }

    /// <summary>The box around all cells of a grid that satisfy a condition, in continuous coordinates; null where none does.</summary>
    public static Box? Extent(PixelSize size, Func<int, bool> holds)
    {
        int left = size.Width, top = size.Height, right = 0, bottom = 0;
        for (var y = 0; y < size.Height; y++)
        for (var x = 0; x < size.Width; x++)
            if (holds(y * size.Width + x))
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
        return right > 0 ? new Box(left, top, right, bottom) : null;
    }
}
