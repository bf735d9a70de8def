using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// A box as Pascal VOC and its forerunner write it: corner pixels, counted from 1, both of them inside the box. The box of the image's
/// first pixel is 1, 1, 1, 1.
/// </summary>
/// <param name="Label">The object's class.</param>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Last column.</param>
/// <param name="Bottom">Last row.</param>
/// <param name="Difficult">Marked as hard to recognise.</param>
/// <param name="Line">Line of the annotation where the box stands, from 1.</param>
internal readonly record struct AnnotatedBox(string Label, float Left, float Top, float Right, float Bottom, bool Difficult, int Line)
{
    /// <summary>How far a box may reach over the image's edge and still be taken for carelessness, in parts of the side ...</summary>
    private const float SlackOfSide = 0.05f;

    /// <summary>... and in pixels besides, for small images and data sets that count from 0.</summary>
    private const float SlackPixels = 2;

    /// <summary>
    /// The box in continuous fractions of the image.
    /// </summary>
    /// <exception cref="DataException">The box is inverted, lies outside of the image, or reaches far over its edge: further than two pixels and a twentieth of the side.</exception>
    public LabelledObject ToObject(PixelSize image, string file)
    {
        var pixels = new Box(Left - 1, Top - 1, Right, Bottom);
        if (!(pixels.Width > 0 && pixels.Height > 0))
            throw Fault(file, "ends before it begins; the smaller corner comes first");

        float slackX = SlackPixels + SlackOfSide * image.Width, slackY = SlackPixels + SlackOfSide * image.Height;
        var visible = pixels.Intersect(new Box(0, 0, image.Width, image.Height));
        if (!(visible.Width > 0 && visible.Height > 0)
            || pixels.Left < -slackX || pixels.Right > image.Width + slackX
            || pixels.Top < -slackY || pixels.Bottom > image.Height + slackY)
            throw Fault(file, $"is outside of the image of {image}; correct or remove it");

        return new LabelledObject(Label, pixels.Scale(1f / image.Width, 1f / image.Height), Difficult);
    }

    private DataException Fault(string file, string what) => new(string.Create(
        CultureInfo.InvariantCulture, $"{file}, line {Line}: the box ({Left}, {Top}) - ({Right}, {Bottom}) of '{Label}' {what}."));
}
