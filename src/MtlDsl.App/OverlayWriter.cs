using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>
/// Runs an exported network on images and keeps what it saw: as pictures, with a panel for every dense map, and vectors in a file.
/// </summary>
/// <param name="session">The network.</param>
/// <param name="folder">Where the pictures go.</param>
internal sealed class OverlayWriter(NetworkSession session, string folder)
{
    // A picture is at least so many pixels high and wide: names on a smaller one would cover what they name.
    private const int SmallestSide = 640;

    // Classes of a whole image that are worth a line.
    private const int ShownClasses = 3;

    private static readonly string[] columns = ["image", "class", "score", "left", "top", "right", "bottom"];

    private readonly List<IReadOnlyList<string>> rows = [];
    private readonly HashSet<string> names = [];
    private readonly EmbeddingFile embeddings = new();

    /// <summary>Headings of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns => columns;

    /// <summary>A row a detection, boxes in pixels, and one for the class of a whole image.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    /// <summary>Runs the network on an image, writes the picture and adds the detections to the rows.</summary>
    /// <param name="name">What the picture is called.</param>
    /// <param name="image">The image.</param>
    /// <returns>The picture's path.</returns>
    /// <exception cref="ImageException">The picture cannot be written.</exception>
    public string Add(string name, RgbImage image)
    {
        name = Unique(name);
        var predictions = session.Predict(image);
        foreach (var embedding in predictions.OfType<EmbeddingPrediction>())
            embeddings.Add(name, embedding);
        var factor = Math.Max(1, (SmallestSide + Math.Min(image.Width, image.Height) - 1) / Math.Min(image.Width, image.Height));
        var enlarged = factor == 1 ? image : ImageResampler.Resize(image, ImageResampler.Whole, new(image.Width * factor, image.Height * factor));
        var path = Path.Combine(folder, name + ".png");
        ImageFile.Write(path, ContactSheet.Row([Draw(name, predictions, image.Size, enlarged, factor), .. Panels(predictions, enlarged.Size)]));
        return path;
    }

    /// <summary>Writes the vectors that embedding heads gave.</summary>
    /// <returns>The file's path; null where there are none.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string? WriteEmbeddings() =>
        Path.Combine(folder, "embeddings.json") is var path && embeddings.Write(path) ? path : null;

    private RgbImage Draw(string name, IReadOnlyList<HeadPrediction> predictions, PixelSize size, RgbImage enlarged, int factor)
    {
        var segmentation = predictions.OfType<SegmentationPrediction>().FirstOrDefault();
        var notes = predictions.OfType<ClassificationPrediction>().SelectMany(prediction => Classes(name, prediction)).ToList();
        var boxes = predictions.OfType<DetectionPrediction>().SelectMany(prediction => Boxes(name, prediction, size)).ToList();
        var picture = Overlay.Draw(
            enlarged, segmentation?.Labels, segmentation?.Head.Classes ?? [], boxes.Select(box => (box.Pixels.Scale(factor, factor), box.Label, box.Color)));
        if (notes.Count > 0)
            picture = Overlay.AddNotes(picture, notes);
        return segmentation is null ? picture : Overlay.AddLegend(picture, segmentation.Head.Classes);
    }

    // A second segmentation head would hide the first, so it gets a panel; so does every channel of a dense map.
    private static IEnumerable<RgbImage> Panels(IReadOnlyList<HeadPrediction> predictions, PixelSize size)
    {
        foreach (var (head, labels) in predictions.OfType<SegmentationPrediction>().Skip(1))
            yield return Overlay.AddLegend(Overlay.Draw(new RgbImage(size.Width, size.Height), labels, head.Classes, []), head.Classes);
        foreach (var (head, values) in predictions.OfType<RegressionPrediction>())
            for (var channel = 0; channel < values.Channels; channel++)
                yield return ValuePicture.Draw(values, channel, size, values.Channels == 1 ? head.Name : $"{head.Name} {channel}");
    }

    private IEnumerable<(string Text, Rgb Color)> Classes(string name, ClassificationPrediction prediction)
    {
        var ranking = prediction.Ranking.Take(ShownClasses).ToList();
        rows.Add([name, $"{prediction.Head}: {ranking[0].Class.Name}", Score(ranking[0].Probability), "", "", "", ""]);
        foreach (var (@class, probability) in ranking)
            yield return ($"{prediction.Head}: {@class.Name} {Score(probability)}", @class.Color);
    }

    private IEnumerable<(Box Pixels, string Label, Rgb Color)> Boxes(string name, DetectionPrediction prediction, PixelSize size)
    {
        foreach (var (index, score, box) in prediction.Detections)
        {
            var (@class, pixels) = (prediction.Head.Classes[index], box.Scale(size.Width, size.Height));
            rows.Add([name, @class.Name, Score(score), Text(pixels.Left), Text(pixels.Top), Text(pixels.Right), Text(pixels.Bottom)]);
            yield return (pixels, $"{@class.Name} {Score(score)}", @class.Color);
        }
    }

    // Images of two folders may share a name.
    private string Unique(string name)
    {
        for (var number = 1; ; number++)
            if ((number == 1 ? name : $"{name}-{number}") is var candidate && names.Add(candidate))
                return candidate;
    }

    private static string Score(float value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("0", CultureInfo.InvariantCulture);
}
