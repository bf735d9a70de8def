using System.Globalization;

namespace MtlDsl.Drawing;

/// <summary>The colours of a drawing: for heads those of Okabe and Ito (2008), which colour-blind readers tell apart, darkened to be read as text.</summary>
internal static class Palette
{
    public const string Ink = "#222222";
    public const string Faint = "#6b7280";
    public const string Paper = "#ffffff";
    public const string Trunk = "#5b6b7c";

    private static readonly string[] heads = ["#0072b2", "#c44e00", "#00795a", "#a3457d", "#8a6a00", "#3d5aa8"];

    public static string Head(int index) => heads[index % heads.Length];

    /// <summary>A colour with some white: 0 leaves it as it is.</summary>
    public static string Lighter(string color, double white) => "#" + string.Concat(new[] { 1, 3, 5 }.Select(start =>
    {
        var value = int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((int)Math.Round(value + (255 - value) * white)).ToString("x2", CultureInfo.InvariantCulture);
    }));
}
