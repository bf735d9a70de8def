using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>What a network saw in an image as a picture: classes and boxes over the image, and a panel for every other dense map.</summary>
internal static class PredictionPicture
{
    // A picture is at least so many pixels high and wide: names on a smaller one would cover what they name.
    private const int SmallestSide = 640;

    // Classes of a whole image that are worth a line.
    private const int ShownClasses = 3;

    /// <summary>Draws an image's predictions; a score that is not a number is not written.</summary>
    public static RgbImage Draw(RgbImage image, IReadOnlyList<HeadPrediction> predictions)
    {
        var factor = Math.Max(1, (SmallestSide + Math.Min(image.Width, image.Height) - 1) / Math.Min(image.Width, image.Height));
        var enlarged = factor == 1 ? image : ImageResampler.Resize(image, ImageResampler.Whole, new(image.Width * factor, image.Height * factor));
        return ContactSheet.Row([DrawOver(enlarged, predictions), .. Panels(predictions, enlarged.Size)]);
    }

    /// <summary>The most likely classes of a whole image, the likeliest first.</summary>
    public static IReadOnlyList<(ClassInfo Class, float Probability)> Best(ClassificationPrediction prediction) => [.. prediction.Ranking.Take(ShownClasses)];

    /// <summary>A score as it is written.</summary>
    public static string Score(float value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static RgbImage DrawOver(RgbImage enlarged, IReadOnlyList<HeadPrediction> predictions)
    {
        var segmentation = predictions.OfType<SegmentationPrediction>().FirstOrDefault();
        var notes = predictions.OfType<ClassificationPrediction>()
            .SelectMany(prediction => Best(prediction).Select(best => ($"{prediction.Head}: {best.Class.Name} {Score(best.Probability)}", best.Class.Color))).ToList();
        var boxes = predictions.OfType<DetectionPrediction>().SelectMany(prediction => prediction.Detections.Select(detection =>
        {
            var @class = prediction.Head.Classes[detection.Class];
            return (detection.Box.Scale(enlarged.Width, enlarged.Height), float.IsNaN(detection.Score) ? @class.Name : $"{@class.Name} {Score(detection.Score)}", @class.Color);
        }));
        var picture = Overlay.Draw(enlarged, segmentation?.Labels, segmentation?.Head.Classes ?? [], boxes);
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
}
