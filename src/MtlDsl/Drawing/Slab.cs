namespace MtlDsl.Drawing;

/// <summary>A map as a box in space: its height follows the map's rows, its depth the columns, its thickness the channels.</summary>
internal sealed class Slab
{
    private const double Smallest = 13;
    private const double Largest = 112;
    private const double DepthX = 0.2;
    private const double DepthY = 0.13;

    /// <param name="channels">Channels of the map.</param>
    /// <param name="rows">Its rows as a share of the image's larger side.</param>
    /// <param name="columns">Its columns as a share of the image's larger side.</param>
    public Slab(int channels, double rows, double columns)
    {
        Thickness = Math.Max(6, 3 * Math.Log2(channels) - 6);
        Height = Side(rows);
        (Dx, Dy) = (DepthX * Side(columns), DepthY * Side(columns));
    }

    public double Thickness { get; }

    public double Height { get; }

    public double Dx { get; }

    public double Dy { get; }

    public double Width => Thickness + Dx;

    /// <summary>How far it reaches above the middle of its front.</summary>
    public double Rise => Height / 2 + Dy;

    public void Write(SvgWriter svg, double left, double middle, string color)
    {
        var (right, top, bottom) = (left + Thickness, middle - Height / 2, middle + Height / 2);
        var stroke = $"stroke=\"{color}\" stroke-width=\"0.8\" stroke-linejoin=\"round\"";
        svg.Polygon([(left, top), (left + Dx, top - Dy), (right + Dx, top - Dy), (right, top)], $"fill=\"{Palette.Lighter(color, 0.8)}\" {stroke}");
        svg.Polygon([(right, top), (right + Dx, top - Dy), (right + Dx, bottom - Dy), (right, bottom)], $"fill=\"{Palette.Lighter(color, 0.45)}\" {stroke}");
        svg.Rect(new(left, top, Thickness, Height), $"fill=\"{Palette.Lighter(color, 0.65)}\" {stroke}");
    }

    /// <summary>How long a side is drawn: by its root, for else the last maps of a trunk would be lines.</summary>
    public static double Side(double share) => Smallest + (Largest - Smallest) * Math.Sqrt(share);
}
