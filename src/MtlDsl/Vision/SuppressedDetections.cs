namespace MtlDsl.Vision;

/// <summary>Reads what a network gives that has suppression inside.</summary>
internal static class SuppressedDetections
{
    /// <summary>Fills a list with the detections whose score is above the threshold.</summary>
    /// <param name="confidences">Class and score of each detection, by falling score.</param>
    /// <param name="locations">The corners of each.</param>
    /// <param name="options">The threshold and the limit; the network has suppressed already.</param>
    /// <param name="detections">Cleared, then filled.</param>
    /// <exception cref="ArgumentException">There is not a box for each score.</exception>
    public static void Read(ReadOnlySpan<float> confidences, ReadOnlySpan<float> locations, DetectionOptions options, List<Detection> detections)
    {
        if (locations.Length != 2L * confidences.Length)
            throw new ArgumentException($"{confidences.Length / 2} detections have {4L * (confidences.Length / 2)} corners, not {locations.Length}.", nameof(locations));

        detections.Clear();
        var count = Math.Min(confidences.Length / 2, options.TopK);
        // Where the network found fewer, the rest has the score 0.
        for (var i = 0; i < count && confidences[2 * i + 1] > Math.Max(options.ScoreThreshold, 0); i++)
        {
            var corners = locations.Slice(4 * i, 4);
            detections.Add(new Detection((int)confidences[2 * i], confidences[2 * i + 1], new Box(corners[0], corners[1], corners[2], corners[3])));
        }
    }
}
