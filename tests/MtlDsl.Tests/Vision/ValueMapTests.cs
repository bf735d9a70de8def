using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class ValueMapTests
{
    private static readonly ValueMap Map = new(2, 2, 3, [.. Enumerable.Range(0, 12).Select(i => (float)i)]);

    [Fact]
    public void Values_lie_plane_by_plane_and_row_by_row()
    {
        Map[0, 2, 1].ShouldBe(5);
        Map[1, 0, 1].ShouldBe(9);
        Map.Plane(1).ToArray().ShouldBe([6, 7, 8, 9, 10, 11]);
        Map.Size.ShouldBe(new PixelSize(3, 2));
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Map[2, 0, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => Map[0, 3, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => Map[0, 0, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => Map.Plane(-1).Length);
        Should.Throw<ArgumentException>(() => new ValueMap(2, 2, 3, new float[11])).Message.ShouldContain("2x2x3 takes 12 values, not 11");
    }

    // Dense maps and masks have to move alike, whatever the window.
    [Fact]
    public void A_map_is_sampled_as_labels_are()
    {
        var random = new Random(4);
        for (var i = 0; i < 50; i++)
        {
            var (width, height) = (random.Next(1, 30), random.Next(1, 30));
            var labels = new LabelMap(width, height);
            random.NextBytes(labels.Labels);
            var numbers = labels.Labels.Select(label => label < 100 ? float.NaN : label).ToArray();
            var map = new ValueMap(2, height, width, [.. numbers, .. numbers.Select(value => -value)]);
            var window = new Box(Place(), Place(), Place(), Place());
            var size = new PixelSize(random.Next(1, 40), random.Next(1, 40));
            var sampled = new float[2 * size.Width * size.Height];

            ImageResampler.Nearest(map, window, size, sampled);

            var expected = ImageResampler.Nearest(labels, window, size, outside: 0).Labels.Select(label => label < 100 ? float.NaN : label).ToArray();
            sampled.ShouldBe([.. expected, .. expected.Select(value => -value)]);
        }

        float Place() => (float)(random.NextDouble() * 2 - 0.5);
    }

    [Fact]
    public void Another_length_is_refused() =>
        Should.Throw<ArgumentException>(() => ImageResampler.Nearest(Map, ImageResampler.Whole, new PixelSize(4, 4), new float[31]))
            .Message.ShouldContain("2 channels of 4x4 take 32 values, not 31");
}
