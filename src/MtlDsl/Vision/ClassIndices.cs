namespace MtlDsl.Vision;

/// <summary>Turns maps of class indices, as a network gives them that has compared the scores itself, into class maps.</summary>
public static class ClassIndices
{
    /// <summary>Brings a part of the indices to a map's size: every pixel has the class of the one under its centre.</summary>
    /// <param name="indices">Height x width indices, whole numbers of 0 to 255.</param>
    /// <param name="size">Their size.</param>
    /// <param name="window">The part of them that the map shows, in fractions.</param>
    /// <param name="map">Receives the classes.</param>
    /// <exception cref="ArgumentException">The number of the indices is not height * width, or the window has no extent.</exception>
    public static void Resize(ReadOnlySpan<float> indices, PixelSize size, Box window, LabelMap map)
    {
        if (indices.Length != (long)size.Width * size.Height)
            throw new ArgumentException($"A map of {size} has {(long)size.Width * size.Height} indices, not {indices.Length}.", nameof(indices));

        using var columns = new NearestAxis(size.Width, window.Left, window.Right, map.Width);
        using var rows = new NearestAxis(size.Height, window.Top, window.Bottom, map.Height);
        for (var y = 0; y < map.Height; y++)
        {
            var row = indices.Slice(Math.Max(rows[y], 0) * size.Width, size.Width);
            var labels = map.Labels.AsSpan(y * map.Width, map.Width);
            for (var x = 0; x < labels.Length; x++)
                labels[x] = (byte)row[Math.Max(columns[x], 0)];
        }
    }
}
