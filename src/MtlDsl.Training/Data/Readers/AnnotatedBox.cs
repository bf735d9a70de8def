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
    /// <summary>The box in continuous fractions of the image.</summary>
    /// <exception cref="DataException">The box cannot be meant: see <see cref="BoxRule"/>.</exception>
    public LabelledObject ToObject(PixelSize image, string file)
    {
        var box = new Box(Left - 1, Top - 1, Right, Bottom).Scale(1f / image.Width, 1f / image.Height);
        return BoxRule.Fault(box) is { } fault
            ? throw new DataException(string.Create(
                CultureInfo.InvariantCulture, $"{file}, line {Line}: the box ({Left}, {Top}) - ({Right}, {Bottom}) of '{Label}' {fault}. The image is {image}."))
            : new LabelledObject(Label, box, Difficult);
    }
}
