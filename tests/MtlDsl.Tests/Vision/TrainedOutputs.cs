using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

/// <summary>
/// Outputs as a trained SSD300 with Pascal VOC's 20 classes gives them for a photo: far most default boxes are sure of the background, those
/// around objects say what they are the surer the more they overlap, and some see a little of something where nothing is.
/// </summary>
internal sealed class TrainedOutputs
{
    public const int Classes = 20;

    // Caffe's SSD300: cells, step, smallest and largest size in pixels of 300, ratios.
    private static readonly (int Cells, float Step, float Least, float Most, float[] Ratios)[] maps =
    [
        (38, 8, 30, 60, [2]), (19, 16, 60, 111, [2, 3]), (10, 32, 111, 162, [2, 3]),
        (5, 64, 162, 213, [2, 3]), (3, 100, 213, 264, [2]), (1, 300, 264, 315, [2]),
    ];

    public static DefaultBoxes DefaultBoxes { get; } = new([.. maps.Select(map => new DefaultBoxMap(
        map.Cells, map.Cells, map.Step / 300, map.Step / 300, [.. Shapes(map.Least, map.Most, map.Ratios)]))]);

    public TrainedOutputs(int seed)
    {
        var random = new Random(seed);
        var objects = Enumerable.Range(0, 6).Select(_ => (Class: random.Next(Classes), Box: RandomBoxes.Next(random).ClampToUnit())).ToList();
        for (var i = 0; i < DefaultBoxes.Count; i++)
        {
            var (x, y, width, height) = DefaultBoxes.Boxes[i];
            var own = new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
            var scores = Confidences.AsSpan(i * (1 + Classes), 1 + Classes);
            for (var c = 0; c <= Classes; c++)
                scores[c] = Normal(random);
            scores[0] += 8.5f;
            for (var k = 0; k < 4; k++)
                Locations[4 * i + k] = .3f * Normal(random);
            var nearest = objects.MaxBy(o => o.Box.Overlap(own));
            var overlap = nearest.Box.Overlap(own);
            if (overlap <= .2f)
                continue;
            scores[0] -= 9 * overlap;
            scores[1 + nearest.Class] += 10 * overlap;
            var (offsetX, offsetY, offsetWidth, offsetHeight) = BoxCoder.Encode(nearest.Box, DefaultBoxes.Boxes[i]);
            Locations[4 * i] += offsetX;
            Locations[4 * i + 1] += offsetY;
            Locations[4 * i + 2] += offsetWidth;
            Locations[4 * i + 3] += offsetHeight;
        }
    }

    /// <summary>Default boxes x 21 scores before the softmax.</summary>
    public float[] Confidences { get; } = new float[DefaultBoxes.Count * (1 + Classes)];

    /// <summary>Default boxes x 4 offsets.</summary>
    public float[] Locations { get; } = new float[DefaultBoxes.Count * 4];

    private static IEnumerable<(float, float)> Shapes(float least, float most, float[] ratios)
    {
        yield return (least / 300, least / 300);
        yield return (MathF.Sqrt(least * most) / 300, MathF.Sqrt(least * most) / 300);
        foreach (var root in ratios.Select(MathF.Sqrt))
        {
            yield return (least * root / 300, least / root / 300);
            yield return (least / root / 300, least * root / 300);
        }
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
