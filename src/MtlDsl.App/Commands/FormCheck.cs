using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Vision;

namespace MtlDsl.App.Commands;

/// <summary>Makes sure that a file in another form says of images what the plain one says, head by head.</summary>
internal sealed class FormCheck(Screen screen, Architecture architecture)
{
    private const int LeastImages = 2;
    private const float Tolerance = 1e-3f;

    // Of noise all scores may be low, so the best detections are compared, whatever theirs are, and no overlap is too large.
    private static readonly DetectionOptions best = new(ScoreThreshold: 0, NmsOverlap: 2);

    /// <summary>Shows on how much the files agree over images of random pixels, as many as a call takes.</summary>
    /// <param name="plain">The network in the plain form.</param>
    /// <param name="file">The same in another form.</param>
    /// <param name="options">How that was written.</param>
    /// <returns>Whether no head says anything else.</returns>
    public bool Passes(string plain, string file, ExportOptions options)
    {
        var agreements = Compare(plain, file, options.Form, Math.Max(options.Batch ?? 0, LeastImages));
        screen.Show(agreements, options.Form);
        return agreements.All(agreement => agreement.IsEnough);
    }

    /// <summary>On how much the files agree, head by head, over a number of images of random pixels.</summary>
    public IReadOnlyList<HeadAgreement> Compare(string plain, string file, NetworkForm form, int count)
    {
        var limits = form.Suppression is { } inside ? new DetectionOptions(inside.ScoreThreshold, inside.Overlap, inside.Best, int.MaxValue) : best;
        var images = Enumerable.Range(0, count).Select(Noise).ToList();
        // Rounding may lift a detection over the threshold or among the best; it is then one of these.
        var expected = Predict(plain, images, limits with { ScoreThreshold = limits.ScoreThreshold - Tolerance, TopK = int.MaxValue });
        var found = Predict(file, images, limits);
        return
        [
            .. architecture.Heads.Select((head, index) => expected.Zip(found, (a, b) => Compare(a.Heads[index], b.Heads[index], limits))
                .Aggregate(new HeadAgreement(head, 0, 0), (sum, image) => sum with { Agreed = sum.Agreed + image.Same, Compared = sum.Compared + image.Count })),
        ];
    }

    private RgbImage Noise(int seed)
    {
        var image = new RgbImage(architecture.Input.Width, architecture.Input.Height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private IReadOnlyList<NetworkPrediction> Predict(string file, IReadOnlyList<RgbImage> images, DetectionOptions limits)
    {
        using var session = NetworkSession.Load(file, architecture, new SessionSettings { Detection = limits });
        var predictions = images.Select(_ => new NetworkPrediction(architecture)).ToList();
        session.Predict(images, predictions);
        return predictions;
    }

    private static (long Same, long Count) Compare(HeadPrediction a, HeadPrediction b, DetectionOptions limits) => (a, b) switch
    {
        (SegmentationPrediction x, SegmentationPrediction y) => (x.Labels.Labels.Zip(y.Labels.Labels, (p, q) => p == q).LongCount(same => same), x.Labels.Labels.Length),
        (DetectionPrediction x, DetectionPrediction y) => Compare(x.Detections, y.Detections, limits),
        (ClassificationPrediction x, ClassificationPrediction y) => Close(x.Probabilities, y.Probabilities),
        (RegressionPrediction x, RegressionPrediction y) => Close(x.Values.Values, y.Values.Values),
        (EmbeddingPrediction x, EmbeddingPrediction y) => Close(x.Vector, y.Vector),
        _ => (0, 1),
    };

    // All that were found must be expected, and whatever is clearly better than the least that could be found must be among them.
    private static (long Same, long Count) Compare(IReadOnlyList<Detection> expected, IReadOnlyList<Detection> found, DetectionOptions limits)
    {
        var least = found.Count == limits.TopK ? found[^1].Score : limits.ScoreThreshold;
        var missing = expected.TakeWhile(detection => detection.Score > least + Tolerance).Count(detection => !found.Any(other => Same(detection, other)));
        return (found.Count(detection => expected.Any(other => Same(detection, other))), found.Count + missing);
    }

    private static bool Same(Detection a, Detection b) => a.Class == b.Class && Near(a.Score, b.Score)
        && Near(a.Box.Left, b.Box.Left) && Near(a.Box.Top, b.Box.Top) && Near(a.Box.Right, b.Box.Right) && Near(a.Box.Bottom, b.Box.Bottom);

    private static bool Near(float a, float b) => Math.Abs(a - b) < Tolerance;

    private static (long Same, long Count) Close(IReadOnlyList<float> a, IReadOnlyList<float> b)
    {
        var scale = Math.Max(1, a.Max(Math.Abs));
        return (a.Zip(b, (x, y) => Math.Abs(x - y) <= Tolerance * scale).LongCount(same => same), a.Count);
    }
}
