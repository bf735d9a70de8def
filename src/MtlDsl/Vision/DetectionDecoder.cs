using System.Buffers;
using System.Numerics;

namespace MtlDsl.Vision;

/// <summary>Turns the two outputs of a detection head into detections: softmax, decoding, suppression.</summary>
public static class DetectionDecoder
{
    /// <summary>Decodes the outputs for one image.</summary>
    /// <inheritdoc cref="Decode(ReadOnlySpan{float}, ReadOnlySpan{float}, DefaultBoxes, int, DetectionOptions, List{Detection}, NetworkForm)"/>
    /// <returns>The detections by falling score, boxes within the image.</returns>
    public static List<Detection> Decode(
        ReadOnlySpan<float> confidences, ReadOnlySpan<float> locations, DefaultBoxes defaultBoxes, int classes, DetectionOptions options,
        NetworkForm? form = null)
    {
        var detections = new List<Detection>();
        Decode(confidences, locations, defaultBoxes, classes, options, detections, form);
        return detections;
    }

    /// <summary>Decodes the outputs for one image into a list that is used again, so that a stream of images allocates nothing.</summary>
    /// <param name="confidences">
    /// Class scores before the softmax, default boxes x (1 + classes), the background first; probabilities, or class and score of each detection,
    /// where the form says so.
    /// </param>
    /// <param name="locations">Offsets as <see cref="BoxCoder"/> encodes them, default boxes x 4; corners where the form says so.</param>
    /// <param name="defaultBoxes">The head's default boxes.</param>
    /// <param name="classes">Number of classes, without the background.</param>
    /// <param name="options">Thresholds and limits.</param>
    /// <param name="detections">Cleared, then filled with the detections by falling score, boxes within the image.</param>
    /// <param name="form">The form of the outputs; the plain one if null.</param>
    /// <exception cref="ArgumentException">The outputs' lengths do not fit the default boxes and classes.</exception>
    public static void Decode(
        ReadOnlySpan<float> confidences, ReadOnlySpan<float> locations, DefaultBoxes defaultBoxes, int classes, DetectionOptions options,
        List<Detection> detections, NetworkForm? form = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        form ??= NetworkForm.Plain;
        if (form.Suppression is not null)
        {
            SuppressedDetections.Read(confidences, locations, options, detections);
            return;
        }

        var count = defaultBoxes.Count;
        if (confidences.Length != (long)count * (1 + classes) || locations.Length != 4L * count)
            throw new ArgumentException(
                $"{count} default boxes and {classes} classes take {(long)count * (1 + classes)} scores and {4L * count} offsets, "
                + $"not {confidences.Length} and {locations.Length}.");

        detections.Clear();
        using var candidates = new ClassCandidates(classes, count);
        if (form.Probabilities)
            FindProbable(confidences, count, options.ScoreThreshold, candidates);
        else
            FindCandidates(confidences, count, options.ScoreThreshold, candidates);
        var boxes = ArrayPool<Box>.Shared.Rent(Math.Min(count, Math.Max(options.CandidatesPerClass, 0)));
        var order = ArrayPool<int>.Shared.Rent(boxes.Length);
        for (var @class = 0; @class < classes; @class++)
        {
            var best = candidates.Best(@class, options.CandidatesPerClass);
            for (var i = 0; i < best.Length; i++)
            {
                var row = ScoreOrder.Index(best[i]);
                var offset = locations.Slice(4 * row, 4);
                boxes[i] = form.Corners
                    ? new Box(offset[0], offset[1], offset[2], offset[3])
                    : BoxCoder.Decode((offset[0], offset[1], offset[2], offset[3]), defaultBoxes.Boxes[row]).ClampToUnit();
                order[i] = i;
            }
            var kept = NonMaximumSuppression.Select(boxes, order.AsSpan(0, best.Length), options.NmsOverlap);
            foreach (var i in order.AsSpan(0, kept))
                detections.Add(new Detection(@class, ScoreOrder.Score(best[i]), boxes[i]));
        }
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<Box>.Shared.Return(boxes);
        KeepBest(detections, options.TopK);
    }

    private static void FindCandidates(ReadOnlySpan<float> confidences, int count, float threshold, ClassCandidates candidates)
    {
        var width = candidates.Classes + 1;
        // softmax_c > t needs exp(s_c) / (exp(s_c) + exp(s_0)) > t, which is s_c - s_0 > ln(t / (1 - t)): most rows fail that for every
        // class, at the cost of a comparison and no exponential. The small slack is for rounding; the exact test follows.
        var margin = threshold <= 0 ? float.NegativeInfinity
            : threshold >= 1 ? float.PositiveInfinity
            : MathF.Log(threshold / (1 - threshold)) - 1e-3f;
        var exponentials = width <= 1024 ? stackalloc float[width] : new float[width];
        for (var row = 0; row < count; row++)
        {
            var scores = confidences.Slice(row * width, width);
            if (!AnyAbove(scores[1..], scores[0] + margin))
                continue;
            var sum = Exponentials(scores, Maximum(scores), exponentials);
            var limit = threshold * sum;
            for (var i = 1; i < width; i++)
                if (exponentials[i] > limit)
                    candidates.Add(i - 1, exponentials[i] / sum, row);
        }
    }

    private static void FindProbable(ReadOnlySpan<float> probabilities, int count, float threshold, ClassCandidates candidates)
    {
        var width = candidates.Classes + 1;
        for (var row = 0; row < count; row++)
        {
            var shares = probabilities.Slice(row * width, width);
            // They add up to one: where the background leaves no more than the threshold, no class exceeds it.
            if (1 - shares[0] < threshold - 1e-3f)
                continue;
            for (var i = 1; i < width; i++)
                if (shares[i] > threshold)
                    candidates.Add(i - 1, shares[i], row);
        }
    }

    private static bool AnyAbove(ReadOnlySpan<float> values, float limit)
    {
        var limits = new Vector<float>(limit);
        if (values.Length < Vector<float>.Count)
        {
            foreach (var value in values)
                if (value > limit)
                    return true;
            return false;
        }
        for (var i = 0; i < values.Length - Vector<float>.Count; i += Vector<float>.Count)
            if (Vector.GreaterThanAny(new Vector<float>(values[i..]), limits))
                return true;
        // The last vector may hold some of those before it once more.
        return Vector.GreaterThanAny(new Vector<float>(values[^Vector<float>.Count..]), limits);
    }

    private static float Maximum(ReadOnlySpan<float> values)
    {
        var i = 0;
        var maximum = float.NegativeInfinity;
        if (values.Length >= Vector<float>.Count)
        {
            var largest = new Vector<float>(values);
            for (i = Vector<float>.Count; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
                largest = Vector.Max(largest, new Vector<float>(values[i..]));
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                maximum = Math.Max(maximum, largest[lane]);
        }
        for (; i < values.Length; i++)
            maximum = Math.Max(maximum, values[i]);
        return maximum;
    }

    // exp(score - maximum) of each score, and their sum.
    private static float Exponentials(ReadOnlySpan<float> scores, float maximum, Span<float> exponentials)
    {
        var i = 0;
        var sums = Vector<float>.Zero;
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var values = Vector.Exp(new Vector<float>(scores[i..]) - new Vector<float>(maximum));
            values.CopyTo(exponentials[i..]);
            sums += values;
        }
        var sum = Vector.Sum(sums);
        for (; i < scores.Length; i++)
            sum += exponentials[i] = MathF.Exp(scores[i] - maximum);
        return sum;
    }

    private static void KeepBest(List<Detection> detections, int limit)
    {
        var count = detections.Count;
        var keys = ArrayPool<ulong>.Shared.Rent(count);
        var sorted = ArrayPool<Detection>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
            keys[i] = ScoreOrder.Key(detections[i].Score, i);
        var kept = Math.Clamp(limit, 0, count);
        ScoreOrder.SortFirst(keys.AsSpan(0, count), kept);
        for (var i = 0; i < kept; i++)
            sorted[i] = detections[ScoreOrder.Index(keys[i])];
        detections.Clear();
        detections.AddRange(sorted.AsSpan(0, kept));
        ArrayPool<Detection>.Shared.Return(sorted);
        ArrayPool<ulong>.Shared.Return(keys);
    }
}
