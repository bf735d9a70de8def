namespace MtlDsl.Training.Data;

/// <summary>
/// A change of all colours of an image: brightness, then contrast, then saturation and hue, as SSD distorts its training images (Liu et
/// al., 2016; the order and the ranges are those of its Caffe code). The neutral values change nothing.
/// </summary>
/// <param name="Brightness">Added to every channel, in units of 0 to 1; neutral 0.</param>
/// <param name="Contrast">Every channel's factor; neutral 1.</param>
/// <param name="Saturation">Factor of the saturation in HSV; neutral 1.</param>
/// <param name="Hue">Added to the hue in HSV, in degrees; neutral 0.</param>
/// <param name="ContrastLast">Whether the contrast is changed after saturation and hue instead of before.</param>
public sealed record ColorShift(
    float Brightness = 0, float Contrast = 1, float Saturation = 1, float Hue = 0, bool ContrastLast = false)
{
    private bool ChangesHsv => Saturation != 1 || Hue != 0;

    /// <summary>The colour that a colour becomes; channels 0 to 1, cut off at both ends after every step as bytes would be.</summary>
    public (float R, float G, float B) Apply((float R, float G, float B) color)
    {
        color = Linear(color, 1, Brightness);
        if (!ContrastLast)
            color = Linear(color, Contrast, 0);
        if (ChangesHsv)
            color = Hsv(color);
        return ContrastLast ? Linear(color, Contrast, 0) : color;
    }

    private static (float R, float G, float B) Linear((float R, float G, float B) color, float factor, float summand) => (
        Math.Clamp(color.R * factor + summand, 0, 1),
        Math.Clamp(color.G * factor + summand, 0, 1),
        Math.Clamp(color.B * factor + summand, 0, 1));

    private (float R, float G, float B) Hsv((float R, float G, float B) color)
    {
        var value = Math.Max(color.R, Math.Max(color.G, color.B));
        var chroma = value - Math.Min(color.R, Math.Min(color.G, color.B));
        if (chroma <= 0)
            return color; // a grey has neither hue nor saturation

        // The hue in sixths of the circle, from red.
        var hue = value == color.R ? (color.G - color.B) / chroma
            : value == color.G ? (color.B - color.R) / chroma + 2
            : (color.R - color.G) / chroma + 4;
        hue += Hue / 60;
        // The saturation is chroma / value and at most 1.
        chroma = Math.Min(chroma * Saturation, value);
        return (Channel(5), Channel(3), Channel(1));

        // The usual closed form of HSV to RGB; n says where on the circle the channel is at its lowest.
        float Channel(float n)
        {
            var k = (n + hue) % 6;
            if (k < 0)
                k += 6;
            return value - chroma * Math.Clamp(Math.Min(k, 4 - k), 0, 1);
        }
    }
}
