using MtlDsl.Deployment;
using MtlDsl.Vision;

namespace MtlDsl.App.Commands;

/// <summary>Makes sure that a file in another form says of images what the plain one says.</summary>
internal static class FormCheck
{
    // Where two classes or boxes are as good as each other, rounding decides.
    private const double NeededShare = 0.999;
    private const float Tolerance = 1e-3f;

    /// <summary>The share of pixels, objects and values that two files agree on, over images of random pixels.</summary>
    public static double Agreement(NetworkSession plain, NetworkSession other, int images)
    {
        var (random, size) = (new Random(0), plain.Architecture.Input);
        var (agreed, all) = (0L, 0L);
        for (var i = 0; i < images; i++)
        {
            var image = new RgbImage(size.Width, size.Height);
            random.NextBytes(image.Pixels);
            foreach (var (a, b) in plain.Predict(image).Zip(other.Predict(image)))
            {
                var (same, count) = Compare(a, b);
                (agreed, all) = (agreed + same, all + count);
            }
        }

        return all == 0 ? 1 : agreed / (double)all;
    }

    /// <summary>Whether that is enough.</summary>
    public static bool IsEnough(double agreement) => agreement >= NeededShare;

    private static (long Same, long Count) Compare(HeadPrediction a, HeadPrediction b) => (a, b) switch
    {
        (SegmentationPrediction x, SegmentationPrediction y) => (x.Labels.Labels.Zip(y.Labels.Labels, (p, q) => p == q).LongCount(same => same), x.Labels.Labels.Length),
        (DetectionPrediction x, DetectionPrediction y) =>
            (x.Detections.Count(found => y.Detections.Any(other => Same(found, other))), Math.Max(x.Detections.Count, y.Detections.Count)),
        (ClassificationPrediction x, ClassificationPrediction y) => Close(x.Probabilities, y.Probabilities),
        (RegressionPrediction x, RegressionPrediction y) => Close(x.Values.Values, y.Values.Values),
        (EmbeddingPrediction x, EmbeddingPrediction y) => Close(x.Vector, y.Vector),
        _ => (0, 1),
    };

    private static bool Same(Detection a, Detection b) => a.Class == b.Class && Math.Abs(a.Score - b.Score) < Tolerance && a.Box.Overlap(b.Box) > 1 - Tolerance;

    private static (long Same, long Count) Close(IReadOnlyList<float> a, IReadOnlyList<float> b)
    {
        var scale = Math.Max(1, a.Max(Math.Abs));
        return (a.Zip(b, (x, y) => Math.Abs(x - y) <= Tolerance * scale).LongCount(same => same), a.Count);
    }
}
