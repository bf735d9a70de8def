using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>Runs an exported network on images and keeps what it saw as pictures.</summary>
/// <param name="session">The network.</param>
/// <param name="folder">Where the pictures go.</param>
internal sealed class OverlayWriter(NetworkSession session, string folder)
{
    // A picture is at least so many pixels high and wide: names on a smaller one would cover what they name.
    private const int SmallestSide = 640;

    private static readonly string[] columns = ["image", "class", "score", "left", "top", "right", "bottom"];

    private readonly List<IReadOnlyList<string>> rows = [];
    private readonly HashSet<string> names = [];

    /// <summary>Headings of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns => columns;

    /// <summary>A row a detection, boxes in pixels.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    /// <summary>Runs the network on an image, writes the picture and adds the detections to the rows.</summary>
    /// <param name="name">What the picture is called.</param>
    /// <param name="image">The image.</param>
    /// <returns>The picture's path.</returns>
    /// <exception cref="ImageException">The picture cannot be written.</exception>
    public string Add(string name, RgbImage image)
    {
        var predictions = session.Predict(image);
        var segmentation = predictions.OfType<SegmentationPrediction>().FirstOrDefault();
        var boxes = predictions.OfType<DetectionPrediction>().SelectMany(prediction => Boxes(name, prediction, image.Size)).ToList();
        var factor = Math.Max(1, (SmallestSide + Math.Min(image.Width, image.Height) - 1) / Math.Min(image.Width, image.Height));
        var enlarged = factor == 1 ? image : ImageResampler.Resize(image, ImageResampler.Whole, new(image.Width * factor, image.Height * factor));
        var picture = Overlay.Draw(
            enlarged, segmentation?.Labels, segmentation?.Head.Classes ?? [], boxes.Select(box => (box.Pixels.Scale(factor, factor), box.Label, box.Color)));
        var path = Path.Combine(folder, Unique(name) + ".png");
        ImageFile.Write(path, segmentation is null ? picture : Overlay.AddLegend(picture, segmentation.Head.Classes));
        return path;
    }

    private IEnumerable<(Box Pixels, string Label, Rgb Color)> Boxes(string name, DetectionPrediction prediction, PixelSize size)
    {
        foreach (var (index, score, box) in prediction.Detections)
        {
            var (@class, pixels) = (prediction.Head.Classes[index], box.Scale(size.Width, size.Height));
            rows.Add(
            [
                name, @class.Name, score.ToString("0.00", CultureInfo.InvariantCulture),
                Text(pixels.Left), Text(pixels.Top), Text(pixels.Right), Text(pixels.Bottom),
            ]);
            yield return (pixels, string.Create(CultureInfo.InvariantCulture, $"{@class.Name} {score:0.00}"), @class.Color);
        }
    }

    // Images of two folders may share a name.
    private string Unique(string name)
    {
        for (var number = 1; ; number++)
            if ((number == 1 ? name : $"{name}-{number}") is var candidate && names.Add(candidate))
                return candidate;
    }

    private static string Text(float value) => value.ToString("0", CultureInfo.InvariantCulture);
}
