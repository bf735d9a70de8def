using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>
/// Colours for values from low to high: dark violet over teal to light yellow. Lightness rises evenly in OKLab (Ottosson, 2020), so equal
/// steps of the value look like equal steps, also in grey and to eyes that tell red and green apart badly.
/// </summary>
public static class ColorScale
{
    /// <summary>The colour of a value.</summary>
    /// <param name="share">Where between the lowest (0) and the highest value (1) it lies; cut off at both ends.</param>
    public static Rgb At(float share)
    {
        var t = Math.Clamp(share, 0, 1);
        var lightness = 0.25f + 0.67f * t;
        var hue = (300 - 195 * t) * MathF.PI / 180;
        // Least in the middle: there, around teal, a screen has the palest colours.
        var chroma = 0.12f * (1 - t) * (1 - t) + 0.08f * t * (1 - t) + 0.16f * t * t;
        return FromOklab(lightness, chroma * MathF.Cos(hue), chroma * MathF.Sin(hue));
    }

    private static Rgb FromOklab(float lightness, float a, float b)
    {
        var l = Cube(lightness + 0.3963377774f * a + 0.2158037573f * b);
        var m = Cube(lightness - 0.1055613458f * a - 0.0638541728f * b);
        var s = Cube(lightness - 0.0894841775f * a - 1.2914855480f * b);
        return new Rgb(
            Byte(4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s),
            Byte(-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s),
            Byte(-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s));
    }

    private static float Cube(float value) => value * value * value;

    // Linear light as sRGB.
    private static byte Byte(float light)
    {
        light = Math.Clamp(light, 0, 1);
        return (byte)(255 * (light <= 0.0031308f ? 12.92f * light : 1.055f * MathF.Pow(light, 1 / 2.4f) - 0.055f) + 0.5f);
    }
}
