namespace MtlDsl.Drawing;

/// <summary>Many points of a noisy curve as few: the mean of each stretch of the curve, and between which values it lay there.</summary>
internal static class CurveThinning
{
    /// <summary>One point for each of a number of stretches with equally many points.</summary>
    public static IReadOnlyList<(double X, double Mean, double Low, double High)> Thin(IReadOnlyList<(double X, double Y)> points, int stretches)
    {
        var thinned = new List<(double, double, double, double)>();
        for (var i = 0; i < stretches; i++)
        {
            var (from, to) = ((int)((long)points.Count * i / stretches), (int)((long)points.Count * (i + 1) / stretches));
            var part = points.Skip(from).Take(to - from).ToList();
            if (part.Count > 0)
                thinned.Add((part.Average(p => p.X), part.Average(p => p.Y), part.Min(p => p.Y), part.Max(p => p.Y)));
        }
        return thinned;
    }
}
