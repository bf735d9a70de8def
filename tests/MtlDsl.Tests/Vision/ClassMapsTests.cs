using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class ClassMapsTests
{
    [Fact]
    public void Enlarges_and_compares_as_PyTorch_does()
    {
        foreach (var expected in VisionFixture.Instance.ClassMaps)
        {
            var (size, target) = (new PixelSize(expected.ScoresSize[0], expected.ScoresSize[1]), new PixelSize(expected.Target[0], expected.Target[1]));

            var map = ClassMaps.ArgMax(expected.Scores, expected.Classes, size, target);

            map.Size.ShouldBe(target);
            // Two classes may come within rounding of each other in a pixel.
            map.Labels.Zip(expected.Labels).Count(pair => pair.First != pair.Second).ShouldBeLessThanOrEqualTo(expected.Labels.Length / 1000);
        }
    }

    [Fact]
    public void The_first_of_equal_scores_wins() =>
        ClassMaps.ArgMax(new float[5 * 9 * 3], 5, new PixelSize(9, 3), new PixelSize(9, 3)).Labels.ShouldAllBe(label => label == 0);

    [Fact]
    public void A_wrong_number_of_scores_is_refused() =>
        Should.Throw<ArgumentException>(() => ClassMaps.ArgMax(new float[7], 2, new PixelSize(2, 2), new PixelSize(4, 4)))
            .Message.ShouldContain("2 classes of 2x2 take 8 scores, not 7");

    [Fact]
    public void More_classes_than_a_byte_holds_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ClassMaps.ArgMax(new float[257], 257, new PixelSize(1, 1), new PixelSize(1, 1)));

    public static TheoryData<int, int, int, int, int> Enlargements => new()
    {
        { 21, 19, 19, 500, 375 }, { 21, 100, 75, 160, 121 }, { 3, 40, 30, 13, 11 }, { 2, 1, 1, 9, 7 }, { 10, 33, 20, 33, 20 }, { 256, 4, 3, 50, 40 },
    };

    // Cells whose corners agree are filled, the others compare a few classes: nothing of that may show.
    [Theory, MemberData(nameof(Enlargements))]
    public void Every_pixel_has_the_class_of_its_highest_interpolated_score(int classes, int width, int height, int targetWidth, int targetHeight)
    {
        var random = new Random(width);
        foreach (var noise in new[] { 0.05f, 4 })
        foreach (var window in new[] { ImageResampler.Whole, new Box(0, .125f, 1, .875f), new Box(.21875f, 0, .78125f, 1) })
        {
            // Islands of classes with some noise.
            var scores = new float[classes * width * height];
            for (var i = 0; i < scores.Length; i++)
            {
                var (index, y, x) = (i / (width * height), i / width % height, i % width);
                scores[i] = (x / 7 + 3 * (y / 5)) % classes == index ? 5 : 0;
                scores[i] += noise * random.NextSingle();
            }
            var map = new LabelMap(targetWidth, targetHeight);

            ClassMaps.ArgMax(scores, classes, new PixelSize(width, height), window, map);

            for (var y = 0; y < targetHeight; y++)
            for (var x = 0; x < targetWidth; x++)
            {
                var values = Enumerable.Range(0, classes).Select(index => Interpolate(scores.AsSpan(index * width * height, width * height), x, y)).ToArray();
                values[map.Labels[y * targetWidth + x]].ShouldBeGreaterThanOrEqualTo(values.Max() - 1e-4, $"at {x}, {y}");
            }

            double Interpolate(ReadOnlySpan<float> plane, int x, int y)
            {
                var (column, row) = (Place(x, targetWidth, width, window.Left, window.Right), Place(y, targetHeight, height, window.Top, window.Bottom));
                var (left, top) = ((int)column, (int)row);
                var (right, bottom) = (Math.Min(left + 1, width - 1), Math.Min(top + 1, height - 1));
                var (across, down) = (column - left, row - top);
                return (1 - down) * ((1 - across) * plane[top * width + left] + across * plane[top * width + right])
                    + down * ((1 - across) * plane[bottom * width + left] + across * plane[bottom * width + right]);
            }
        }

        static double Place(int index, int size, int source, double from, double to) =>
            Math.Clamp((from + (index + .5) / size * (to - from)) * source - .5, 0, source - 1);
    }

    [Fact]
    public void A_frame_after_the_first_allocates_nothing()
    {
        var (scores, map) = (new float[5 * 20 * 20], new LabelMap(64, 48));
        for (var i = 0; i < scores.Length; i++)
            scores[i] = i % 17;
        for (var i = 0; i < 3; i++)
            ClassMaps.ArgMax(scores, 5, new PixelSize(20, 20), ImageResampler.Whole, map);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ClassMaps.ArgMax(scores, 5, new PixelSize(20, 20), ImageResampler.Whole, map);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
