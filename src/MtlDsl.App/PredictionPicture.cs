using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>What a network saw in an image as a picture.</summary>
internal static class PredictionPicture
{
    // Classes of a whole image that are worth a line.
    private const int ShownClasses = 3;

    /// <summary>Draws an image's predictions; a score that is not a number is not written.</summary>
    public static RgbImage Draw(RgbImage image, IReadOnlyList<HeadPrediction> predictions) => new AnnotatedPicture(image)
    {
        Maps = [.. predictions.OfType<SegmentationPrediction>().Select(prediction => (prediction.Head, prediction.Labels))],
        Boxes = predictions.OfType<DetectionPrediction>().SelectMany(prediction => prediction.Detections.Select(detection =>
        {
            var @class = prediction.Head.Classes[detection.Class];
            return (detection.Box, float.IsNaN(detection.Score) ? @class.Name : $"{@class.Name} {Score(detection.Score)}", @class.Color);
        })),
        Notes =
        [
            .. predictions.OfType<ClassificationPrediction>()
                .SelectMany(prediction => Best(prediction).Select(best => ($"{prediction.Head}: {best.Class.Name} {Score(best.Probability)}", best.Class.Color))),
        ],
        Values = predictions.OfType<RegressionPrediction>().Select(prediction => (prediction.Head, prediction.Values)),
    }.Draw();

    /// <summary>The most likely classes of a whole image, the likeliest first.</summary>
    public static IReadOnlyList<(ClassInfo Class, float Probability)> Best(ClassificationPrediction prediction) => [.. prediction.Ranking.Take(ShownClasses)];

    /// <summary>A score as it is written.</summary>
    public static string Score(float value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
