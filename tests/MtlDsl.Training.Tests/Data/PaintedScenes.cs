using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>
/// Images whose labels can be read off them: image k is white with one black object, whose mask and dense values are 2k + 1 where the rest
/// has 2k, and which is of class k.
/// </summary>
internal static class PaintedScenes
{
    public const int Count = 6, Surfaces = 0, Objects = 1, Heights = 2;

    public static Architecture Network { get; } = new(
        "Painted", new PixelSize(64, 48), PixelNormalization.ImageNet,
        [
            new SegmentationHead("Surfaces", Classes(2 * Count), "surfaces"),
            new DetectionHead(
                "Objects", Classes(Count), "conf", "loc", new DefaultBoxes(new DefaultBoxMap(2, 2, 1 / 2f, 1 / 2f, [(0.5f, 0.5f)])), 0.5f),
            new RegressionHead("Heights", 1, "heights"),
        ],
        [], []);

    /// <summary>Draws an image of any shape with an object anywhere.</summary>
    public static Sample Paint(int k, Random random)
    {
        var image = new RgbImage(random.Next(100, 200), random.Next(100, 200));
        var (left, top) = (random.Next(0, image.Width / 2), random.Next(0, image.Height / 2));
        var (width, height) = (random.Next(image.Width / 4, image.Width / 2), random.Next(image.Height / 4, image.Height / 2));
        var box = new Box(left, top, left + width, top + height);
        var map = new LabelMap(image.Width, image.Height);
        Array.Fill(map.Labels, (byte)(2 * k));
        Painter.Fill(map, box, (byte)(2 * k + 1));
        var values = new ValueMap(1, image.Height, image.Width);
        for (var i = 0; i < map.Labels.Length; i++)
        {
            image.Pixels.AsSpan(3 * i, 3).Fill(IsObject(map.Labels[i]) ? (byte)0 : (byte)255);
            values.Values[i] = map.Labels[i];
        }
        var objects = new ObjectLabels([new ObjectLabel(k, box.Scale(1f / image.Width, 1f / image.Height), false)]);
        return new Sample($"painted{k}", image, [new PixelLabels(map), objects, new ValueLabels(values)]) { Input = Network.Input };
    }

    public static bool IsObject(long label) => label % 2 == 1 && label != SegmentationTargets.Ignored;

    private static ClassInfo[] Classes(int count) => [.. Enumerable.Range(0, count).Select(i => new ClassInfo($"C{i}", default))];
}
