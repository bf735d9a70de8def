using System.Buffers;
using System.Numerics;

namespace MtlDsl.Vision;

/// <summary>Turns class scores into class maps.</summary>
public static class ClassMaps
{
    /// <summary>
    /// The class of the highest score of every pixel, after bilinear enlargement of the scores (pixel centres aligned, as PyTorch's
    /// <c>interpolate(..., mode="bilinear", align_corners=False)</c>). Among equal scores the first class wins.
    /// </summary>
    /// <param name="scores">Classes x height x width of the scores.</param>
    /// <param name="classes">Number of classes, at most 256.</param>
    /// <param name="scoresSize">Size of a plane of the scores.</param>
    /// <param name="target">Size of the class map; where it is that of the scores they are compared as they are.</param>
    /// <exception cref="ArgumentException">The length of the scores is not classes * height * width, or there are too many classes.</exception>
    public static LabelMap ArgMax(ReadOnlySpan<float> scores, int classes, PixelSize scoresSize, PixelSize target)
    {
        if (classes is < 1 or > 256)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "A label map holds 1 to 256 classes.");
        var plane = scoresSize.Width * scoresSize.Height;
        if (scores.Length != (long)classes * plane)
            throw new ArgumentException(
                $"{classes} classes of {scoresSize} take {(long)classes * plane} scores, not {scores.Length}.", nameof(scores));
        var map = new LabelMap(target.Width, target.Height);
        if (target == scoresSize)
            for (var y = 0; y < target.Height; y++)
            {
                var row = scores[(y * target.Width)..];
                Compare(row, row, plane, 0, classes, map.Labels.AsSpan(y * target.Width, target.Width));
            }
        else
            Enlarge(scores, classes, scoresSize, map);
        return map;
    }

    // Columns are enlarged once for each row of the scores; rows then blend in whole vectors while they are compared.
    private static void Enlarge(ReadOnlySpan<float> scores, int classes, PixelSize size, LabelMap map)
    {
        var width = map.Width;
        var columns = new (int Low, int High, float Weight)[width];
        for (var x = 0; x < width; x++)
            columns[x] = BilinearAxis.Neighbours(x, width, size.Width);
        var memory = ArrayPool<float>.Shared.Rent(2 * classes * width);
        var upper = memory.AsSpan(0, classes * width);
        var lower = memory.AsSpan(classes * width, classes * width);
        var (upperRow, lowerRow) = (-1, -1);
        for (var y = 0; y < map.Height; y++)
        {
            var (low, high, weight) = BilinearAxis.Neighbours(y, map.Height, size.Height);
            if (low != upperRow)
            {
                if (low == lowerRow)
                {
                    var swap = upper;
                    upper = lower;
                    lower = swap;
                    lowerRow = upperRow;
                }
                else
                    EnlargeRow(scores[(low * size.Width)..], classes, size, columns, upper);
                upperRow = low;
            }
            if (high != low && high != lowerRow)
            {
                EnlargeRow(scores[(high * size.Width)..], classes, size, columns, lower);
                lowerRow = high;
            }
            Compare(upper, high == low ? upper : lower, width, weight, classes, map.Labels.AsSpan(y * width, width));
        }
        ArrayPool<float>.Shared.Return(memory);
    }

    private static void EnlargeRow(
        ReadOnlySpan<float> scores, int classes, PixelSize size, (int Low, int High, float Weight)[] columns, Span<float> destination)
    {
        for (var c = 0; c < classes; c++)
        {
            var source = scores.Slice(c * size.Width * size.Height, size.Width);
            var target = destination.Slice(c * columns.Length, columns.Length);
            for (var x = 0; x < target.Length; x++)
            {
                var (low, high, weight) = columns[x];
                target[x] = source[low] + weight * (source[high] - source[low]);
            }
        }
    }

    // The best class along a row that lies between two rows; class c of a row begins at c * stride.
    private static void Compare(
        ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, int stride, float weight, int classes, Span<byte> labels)
    {
        var x = 0;
        for (; x <= labels.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var best = Vector<int>.Zero;
            var largest = Blend(0, upper, lower);
            for (var c = 1; c < classes; c++)
            {
                var score = Blend(c * stride, upper, lower);
                var larger = Vector.GreaterThan(score, largest);
                largest = Vector.ConditionalSelect(larger, score, largest);
                best = Vector.ConditionalSelect(larger, new Vector<int>(c), best);
            }
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                labels[x + lane] = (byte)best[lane];

            Vector<float> Blend(int start, ReadOnlySpan<float> upper, ReadOnlySpan<float> lower)
            {
                var above = new Vector<float>(upper[(start + x)..]);
                return above + new Vector<float>(weight) * (new Vector<float>(lower[(start + x)..]) - above);
            }
        }
        for (; x < labels.Length; x++)
        {
            var largest = float.NegativeInfinity;
            for (var c = 0; c < classes; c++)
            {
                var above = upper[c * stride + x];
                var score = above + weight * (lower[c * stride + x] - above);
                if (score > largest)
                    (largest, labels[x]) = (score, (byte)c);
            }
        }
    }
}
