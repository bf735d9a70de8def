namespace MtlDsl.Training.Data;

/// <summary>Paints polygons: the pixels whose centres lie inside, counted by crossings, as even-odd filling has it.</summary>
internal static class PolygonRaster
{
    /// <summary>Paints a polygon.</summary>
    /// <param name="points">x, y, x, y ... in pixels; the last corner is joined to the first.</param>
    /// <param name="width">Width of the image, beyond which nothing is painted.</param>
    /// <param name="height">Its height.</param>
    /// <param name="paint">Is told every run: row, first column, and the column after the last.</param>
    public static void Paint(IReadOnlyList<float> points, int width, int height, Action<int, int, int> paint)
    {
        var corners = points.Count / 2;
        var crossings = new List<float>();
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var k = 0; k < corners; k++)
            (low, high) = (Math.Min(low, points[2 * k + 1]), Math.Max(high, points[2 * k + 1]));
        var (first, last) = ((int)Math.Clamp(MathF.Floor(low), 0, height), (int)Math.Clamp(MathF.Ceiling(high), 0, height));
        for (var row = first; row < last; row++)
        {
            var y = row + 0.5f;
            crossings.Clear();
            for (int k = 0, previous = corners - 1; k < corners; previous = k++)
            {
                var (x0, y0, x1, y1) = (points[2 * previous], points[2 * previous + 1], points[2 * k], points[2 * k + 1]);
                // A corner on the line counts for one of its edges only.
                if (y0 <= y != y1 <= y)
                    crossings.Add(x0 + (y - y0) / (y1 - y0) * (x1 - x0));
            }
            crossings.Sort();
            for (var k = 0; k + 1 < crossings.Count; k += 2)
                if ((Column(crossings[k]), Column(crossings[k + 1])) is var (from, end) && from < end)
                    paint(row, from, end);
        }

        // The first column whose centre lies at or beyond a place.
        int Column(float x) => (int)Math.Clamp(MathF.Ceiling(x - 0.5f), 0, width);
    }
}
