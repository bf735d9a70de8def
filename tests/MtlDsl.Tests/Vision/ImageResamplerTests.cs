using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class ImageResamplerTests
{
    private static readonly PixelNormalization Identity = new((0, 0, 0), (1, 1, 1));

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, VisionFixture.Instance.Resampling.Length)];

    [Theory, MemberData(nameof(Cases))]
    public void Resizes_as_PIL_does(int index)
    {
        var (image, _, window, size, expected) = Case(index);

        var resized = ImageResampler.Resize(image, window, size);

        for (var i = 0; i < expected.Resized.Length; i++)
            ((int)resized.Pixels[i]).ShouldBeInRange(expected.Resized[i] - 1, expected.Resized[i] + 1);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Takes_nearest_labels_as_PIL_does(int index)
    {
        var (_, labels, window, size, expected) = Case(index);

        ImageResampler.Nearest(labels, window, size, 255).Labels.Select(label => (int)label).ShouldBe(expected.Nearest);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Planes_hold_the_normalised_values_of_the_resized_image(int index)
    {
        var (image, _, window, size, _) = Case(index);
        var resized = ImageResampler.Resize(image, window, size);
        var area = size.Width * size.Height;
        var planes = new float[3 * area];

        ImageResampler.ToPlanar(image, window, size, PixelNormalization.ImageNet, planes);

        var mean = new[] { 123.675f, 116.28f, 103.53f };
        var deviation = new[] { 58.395f, 57.12f, 57.375f };
        for (var c = 0; c < 3; c++)
        for (var i = 0; i < area; i++)
            (planes[c * area + i] * deviation[c] + mean[c]).ShouldBe(resized.Pixels[3 * i + c], .51);
    }

    [Fact]
    public void The_whole_image_at_its_own_size_is_unchanged()
    {
        var (image, labels, _, _, _) = Case(0);

        ImageResampler.Resize(image, ImageResampler.Whole, image.Size).Pixels.ShouldBe(image.Pixels);
        ImageResampler.Nearest(labels, ImageResampler.Whole, labels.Size, 255).Labels.ShouldBe(labels.Labels);
    }

    [Fact]
    public void A_mirrored_window_gives_the_mirror_image()
    {
        var (image, labels, _, _, _) = Case(0);
        var size = new PixelSize(15, 11);

        var plain = ImageResampler.Resize(image, new Box(.1f, .2f, .9f, .7f), size);
        var mirrored = ImageResampler.Resize(image, new Box(.9f, .2f, .1f, .7f), size);
        var upended = ImageResampler.Resize(image, new Box(.1f, .7f, .9f, .2f), size);
        var plainLabels = ImageResampler.Nearest(labels, new Box(.1f, .2f, .9f, .7f), size, 255);
        var mirroredLabels = ImageResampler.Nearest(labels, new Box(.9f, .2f, .1f, .7f), size, 255);

        for (var y = 0; y < size.Height; y++)
        for (var x = 0; x < size.Width; x++)
        {
            var flipped = y * size.Width + size.Width - 1 - x;
            mirroredLabels.Labels[flipped].ShouldBe(plainLabels.Labels[y * size.Width + x]);
            for (var c = 0; c < 3; c++)
            {
                var value = (int)plain.Pixels[3 * (y * size.Width + x) + c];
                ((int)mirrored.Pixels[3 * flipped + c]).ShouldBeInRange(value - 1, value + 1);
                ((int)upended.Pixels[3 * ((size.Height - 1 - y) * size.Width + x) + c]).ShouldBeInRange(value - 1, value + 1);
            }
        }
    }

    // Expansion as SSD does it: the image somewhere on a larger canvas.
    [Fact]
    public void What_lies_outside_the_image_is_filled()
    {
        var (image, labels, _, _, _) = Case(0);
        var window = new Box(-1, -1, 2, 3);
        var size = new PixelSize(3 * image.Width, 4 * image.Height);
        var area = size.Width * size.Height;
        var (planes, red) = (new float[3 * area], new float[3 * area]);

        ImageResampler.ToPlanar(image, window, size, PixelNormalization.ImageNet, planes);
        ImageResampler.ToPlanar(image, window, size, Identity, red, new Rgb(255, 0, 0));
        var bytes = ImageResampler.Resize(image, window, size, new Rgb(1, 2, 3));
        var map = ImageResampler.Nearest(labels, window, size, 255);

        for (var y = 0; y < size.Height; y++)
        for (var x = 0; x < size.Width; x++)
        {
            var (sourceX, sourceY, i) = (x - image.Width, y - image.Height, y * size.Width + x);
            var inside = sourceX >= 0 && sourceX < image.Width && sourceY >= 0 && sourceY < image.Height;
            var source = sourceY * image.Width + sourceX;
            map.Labels[i].ShouldBe(inside ? labels.Labels[source] : (byte)255);
            bytes.Pixels[3 * i + 1].ShouldBe(inside ? image.Pixels[3 * source + 1] : (byte)2);
            red[i].ShouldBe(inside ? image.Pixels[3 * source] : 255, 1e-3);
            planes[2 * area + i].ShouldBe(inside ? (image.Pixels[3 * source + 2] - 103.53f) / 57.375f : 0, 1e-4);
        }
    }

    [Fact]
    public void A_window_beside_the_image_is_all_fill()
    {
        var (image, labels, _, _, _) = Case(0);

        ImageResampler.Resize(image, new Box(2, 0, 3, 1), new PixelSize(4, 4), new Rgb(9, 9, 9)).Pixels.ShouldAllBe(v => v == 9);
        ImageResampler.Nearest(labels, new Box(0, -2, 1, -1), new PixelSize(4, 4), 7).Labels.ShouldAllBe(v => v == 7);
    }

    [Fact]
    public void A_plain_colour_stays_that_colour()
    {
        var random = new Random(6);
        var image = new RgbImage(53, 41, [.. Enumerable.Range(0, 53 * 41).SelectMany(_ => new byte[] { 10, 200, 255 })]);
        for (var i = 0; i < 50; i++)
        {
            var size = new PixelSize(1 + random.Next(120), 1 + random.Next(120));
            var resized = ImageResampler.Resize(image, RandomBoxes.Next(random), size);
            resized.Pixels.Chunk(3).ShouldAllBe(p => p[0] == 10 && p[1] == 200 && p[2] == 255);
        }
    }

    [Theory]
    [InlineData(.5f, .5f)]
    [InlineData(0, float.NaN)]
    public void A_window_without_extent_is_refused(float left, float right) =>
        Should.Throw<ArgumentException>(() => ImageResampler.Resize(new RgbImage(3, 3), new Box(left, 0, right, 1), new PixelSize(3, 3)));

    [Fact]
    public void A_destination_of_the_wrong_length_is_refused() =>
        Should.Throw<ArgumentException>(() => ImageResampler.ToPlanar(new RgbImage(3, 3), ImageResampler.Whole, new PixelSize(4, 4), Identity, new float[47]))
            .Message.ShouldContain("4x4 takes 48 values, not 47");

    [Fact]
    public void A_frame_after_the_first_allocates_nothing()
    {
        var image = new RgbImage(64, 48);
        var planes = new float[3 * 32 * 32];
        for (var i = 0; i < 3; i++)
            ToPlanar();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ToPlanar();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void ToPlanar() => ImageResampler.ToPlanar(image, ImageResampler.Whole, new PixelSize(32, 32), PixelNormalization.ImageNet, planes);
    }

    private static (RgbImage, LabelMap, Box, PixelSize, VisionFixture.ResamplingCase) Case(int index)
    {
        var data = VisionFixture.Instance.Resampling[index];
        return (
            new RgbImage(data.Width, data.Height, [.. data.Pixels.Select(v => (byte)v)]),
            new LabelMap(data.Width, data.Height, [.. data.Labels.Select(v => (byte)v)]),
            VisionFixture.Boxes(data.Window)[0], new PixelSize(data.Size[0], data.Size[1]), data);
    }
}
