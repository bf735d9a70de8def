using System.Numerics;

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

    /// <summary>Changes colours in place; channels 0 to 1, cut off at both ends after every step as bytes would be.</summary>
    /// <param name="reds">The red of each pixel.</param>
    /// <param name="greens">The green of each pixel.</param>
    /// <param name="blues">The blue of each pixel.</param>
    public void Apply(Span<float> reds, Span<float> greens, Span<float> blues)
    {
        var start = 0;
        for (; start <= reds.Length - Vector<float>.Count; start += Vector<float>.Count)
            ApplyVector(reds[start..], greens[start..], blues[start..]);
        if (start == reds.Length)
            return;

        // What is left takes the same way through a vector's worth of room.
        Span<float> room = stackalloc float[3 * Vector<float>.Count];
        room.Clear();
        var r = room[..Vector<float>.Count];
        var g = room.Slice(Vector<float>.Count, Vector<float>.Count);
        var b = room[(2 * Vector<float>.Count)..];
        reds[start..].CopyTo(r);
        greens[start..].CopyTo(g);
        blues[start..].CopyTo(b);
        ApplyVector(r, g, b);
        r[..(reds.Length - start)].CopyTo(reds[start..]);
        g[..(reds.Length - start)].CopyTo(greens[start..]);
        b[..(reds.Length - start)].CopyTo(blues[start..]);
    }

    private void ApplyVector(Span<float> reds, Span<float> greens, Span<float> blues)
    {
        var color = (R: new Vector<float>(reds), G: new Vector<float>(greens), B: new Vector<float>(blues));
        color = Linear(color, 1, Brightness);
        if (!ContrastLast)
            color = Linear(color, Contrast, 0);
        if (ChangesHsv)
            color = Hsv(color.R, color.G, color.B);
        if (ContrastLast)
            color = Linear(color, Contrast, 0);
        color.R.CopyTo(reds);
        color.G.CopyTo(greens);
        color.B.CopyTo(blues);
    }

    private static (Vector<float> R, Vector<float> G, Vector<float> B) Linear(
        (Vector<float> R, Vector<float> G, Vector<float> B) color, float factor, float summand)
    {
        var offset = new Vector<float>(summand);
        return (Clamp(color.R * factor + offset), Clamp(color.G * factor + offset), Clamp(color.B * factor + offset));
    }

    private (Vector<float> R, Vector<float> G, Vector<float> B) Hsv(Vector<float> r, Vector<float> g, Vector<float> b)
    {
        var value = Vector.Max(r, Vector.Max(g, b));
        var chroma = value - Vector.Min(r, Vector.Min(g, b));
        // A grey has no hue; with no chroma any finite one will do.
        var inverse = Vector<float>.One / Vector.Max(chroma, new Vector<float>(1e-20f));

        // The hue in sixths of the circle, from red.
        var hue = Vector.ConditionalSelect(
            Vector.Equals(value, r), (g - b) * inverse,
            Vector.ConditionalSelect(Vector.Equals(value, g), (b - r) * inverse + new Vector<float>(2), (r - g) * inverse + new Vector<float>(4)));
        hue += new Vector<float>(Hue / 60);
        hue -= Vector.Floor(hue / 6) * 6;
        // The saturation is chroma / value and at most 1.
        chroma = Vector.Min(chroma * Saturation, value);
        return (Channel(value, chroma, hue, 5), Channel(value, chroma, hue, 3), Channel(value, chroma, hue, 1));
    }

    // The usual closed form of HSV to RGB; the place on the circle, 0 to 12, is counted from where the channel begins to fall.
    private static Vector<float> Channel(Vector<float> value, Vector<float> chroma, Vector<float> hue, float turn)
    {
        var place = hue + new Vector<float>(turn);
        place = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(place, new Vector<float>(6)), place - new Vector<float>(6), place);
        return value - chroma * Clamp(Vector.Min(place, new Vector<float>(4) - place));
    }

    private static Vector<float> Clamp(Vector<float> values) => Vector.Min(Vector.Max(values, Vector<float>.Zero), Vector<float>.One);
}
