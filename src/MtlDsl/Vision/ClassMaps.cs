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
        var map = new LabelMap(target.Width, target.Height);
        ArgMax(scores, classes, scoresSize, ImageResampler.Whole, map);
        return map;
    }

    /// <summary>The same of a part of the scores, into a map that is used again: a stream of images allocates nothing.</summary>
    /// <param name="scores">Classes x height x width of the scores.</param>
    /// <param name="classes">Number of classes, at most 256.</param>
    /// <param name="scoresSize">Size of a plane of the scores.</param>
    /// <param name="window">The part of the scores that the map shows, in fractions.</param>
    /// <param name="map">Receives the classes.</param>
    /// <exception cref="ArgumentException">The length of the scores is not classes * height * width, or there are too many classes.</exception>
    public static void ArgMax(ReadOnlySpan<float> scores, int classes, PixelSize scoresSize, Box window, LabelMap map)
    {
        if (classes is < 1 or > 256)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "A label map holds 1 to 256 classes.");
        var plane = scoresSize.Width * scoresSize.Height;
        if (scores.Length != (long)classes * plane)
            throw new ArgumentException(
                $"{classes} classes of {scoresSize} take {(long)classes * plane} scores, not {scores.Length}.", nameof(scores));
        if (map.Size == scoresSize && window == ImageResampler.Whole)
        {
            Compare(scores, classes, map.Labels);
            return;
        }
        var memory = ArrayPool<byte>.Shared.Rent(plane);
        var columns = ArrayPool<(int, int, float)>.Shared.Rent(map.Width);
        Compare(scores, classes, memory.AsSpan(0, plane));
        new BilinearAxis(map.Width, scoresSize.Width, window.Left, window.Right).CopyTo(columns);
        new EnlargedClasses(scores, classes, scoresSize, memory, columns.AsSpan(0, map.Width))
            .Write(new BilinearAxis(map.Height, scoresSize.Height, window.Top, window.Bottom), map);
        ArrayPool<(int, int, float)>.Shared.Return(columns);
        ArrayPool<byte>.Shared.Return(memory);
    }

    // The class of the highest score of each pixel, four vectors of pixels at a time.
    private static void Compare(ReadOnlySpan<float> scores, int classes, Span<byte> labels)
    {
        var plane = labels.Length;
        var lanes = Vector<float>.Count;
        var x = 0;
        for (; x <= plane - 4 * lanes; x += 4 * lanes)
        {
            var (a, b, c, d) = (Load(scores, x), Load(scores, x + lanes), Load(scores, x + 2 * lanes), Load(scores, x + 3 * lanes));
            var (classA, classB, classC, classD) = (Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero);
            for (var index = 1; index < classes; index++)
            {
                var row = scores[(index * plane)..];
                var candidate = new Vector<int>(index);
                Challenge(ref a, ref classA, Load(row, x), candidate);
                Challenge(ref b, ref classB, Load(row, x + lanes), candidate);
                Challenge(ref c, ref classC, Load(row, x + 2 * lanes), candidate);
                Challenge(ref d, ref classD, Load(row, x + 3 * lanes), candidate);
            }
            Vector.AsVectorByte(Vector.Narrow(Vector.Narrow(classA, classB), Vector.Narrow(classC, classD))).CopyTo(labels[x..]);
        }
        for (; x < plane; x++)
        {
            var (best, largest) = (0, scores[x]);
            for (var index = 1; index < classes; index++)
                if (scores[index * plane + x] is var score && score > largest)
                    (best, largest) = (index, score);
            labels[x] = (byte)best;
        }

        static Vector<float> Load(ReadOnlySpan<float> values, int start) => new(values[start..]);

        static void Challenge(ref Vector<float> largest, ref Vector<int> best, Vector<float> score, Vector<int> index)
        {
            var larger = Vector.GreaterThan(score, largest);
            largest = Vector.ConditionalSelect(larger, score, largest);
            best = Vector.ConditionalSelect(larger, index, best);
        }
    }
}
