using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

/// <summary>The same picture, whatever its bytes look like.</summary>
public sealed class ImageViewTests
{
    // Odd on purpose: whole vectors and what is left over of them.
    private static readonly RgbImage photo = Noise(75, 41);

    [Theory]
    [InlineData(PixelFormat.Rgb, 0)]
    [InlineData(PixelFormat.Rgb, 13)]
    [InlineData(PixelFormat.Bgr, 0)]
    [InlineData(PixelFormat.Bgr, 1)]
    [InlineData(PixelFormat.Rgba, 0)]
    [InlineData(PixelFormat.Rgba, 4)]
    [InlineData(PixelFormat.Bgra, 12)]
    [InlineData(PixelFormat.Grey, 0)]
    [InlineData(PixelFormat.Grey, 3)]
    public void Every_format_and_stride_gives_the_same_input(PixelFormat format, int padding)
    {
        var image = format is PixelFormat.Grey ? Greyed(photo) : photo;
        var bytes = Write(image, format, padding, out var stride);
        var view = new ImageView(bytes, image.Width, image.Height, format, stride);
        foreach (var (window, size) in new[] { (ImageResampler.Whole, new PixelSize(32, 30)), (new Box(-.2f, .1f, .7f, 1.3f), new PixelSize(97, 53)) })
        {
            var (expected, found) = (new float[3 * size.Width * size.Height], new float[3 * size.Width * size.Height]);
            ImageResampler.ToPlanar(image, window, size, PixelNormalization.ImageNet, expected);
            ImageResampler.ToPlanar(view, window, size, PixelNormalization.ImageNet, found);
            found.ShouldBe(expected);
        }
        view.CopyTo().Pixels.ShouldBe(image.Pixels);
    }

    // ITU-R BT.601-7: what a camera makes of a colour, rounded to bytes, and back.
    [Theory]
    [InlineData(64, 48, 0)]
    [InlineData(38, 6, 10)]
    public void Nv12_is_read_as_the_standard_says(int width, int height, int padding)
    {
        var random = new Random(4);
        var stride = width + padding;
        var bytes = new byte[stride * height * 3 / 2];
        random.NextBytes(bytes);

        var image = new ImageView(bytes, width, height, PixelFormat.Nv12, stride).CopyTo();

        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var luma = 255 / 219.0 * (Math.Max((int)bytes[y * stride + x], 16) - 16);
            var colors = bytes.AsSpan((height + y / 2) * stride + x / 2 * 2, 2);
            var (blue, red) = (255 / 224.0 * (colors[0] - 128), 255 / 224.0 * (colors[1] - 128));
            var r = luma + 2 * (1 - .299) * red;
            var b = luma + 2 * (1 - .114) * blue;
            var g = (luma - .299 * r - .114 * b) / .587;
            var at = 3 * (y * width + x);
            Near(image.Pixels[at], r);
            Near(image.Pixels[at + 1], g);
            Near(image.Pixels[at + 2], b);
        }

        static void Near(byte found, double expected) => ((double)found).ShouldBe(Math.Clamp(expected, 0, 255), .51);
    }

    [Fact]
    public void An_image_that_fits_is_written_again()
    {
        ImageView view = photo;
        var copy = view.CopyTo();
        view.CopyTo(copy).ShouldBeSameAs(copy);
        view.CopyTo(new RgbImage(3, 3)).Size.ShouldBe(photo.Size);
    }

    [Theory]
    [InlineData(0, 4, PixelFormat.Rgb, null, 100, "An image of 0x4 has no pixels.")]
    [InlineData(4, -1, PixelFormat.Rgb, null, 100, "An image of 4x-1 has no pixels.")]
    [InlineData(5, 4, PixelFormat.Nv12, null, 100, "An image of 5x4 cannot be Nv12: it has a colour for two by two pixels, so both sides are even.")]
    [InlineData(10, 2, PixelFormat.Bgr, 29, 100, "A row of 10 pixels in Bgr takes 30 bytes; the stride is 29.")]
    [InlineData(10, 2, PixelFormat.Bgra, 64, 103, "An image of 10x2 in Bgra with a stride of 64 takes 104 bytes, not 103.")]
    [InlineData(10, 4, PixelFormat.Nv12, 16, 89, "An image of 10x4 in Nv12 with a stride of 16 takes 90 bytes, not 89.")]
    [InlineData(2_000_000_000, 2_000_000_000, PixelFormat.Rgb, null, 9, "An image of 2000000000x2000000000 in Rgb with a stride of 6000000000 takes 12000000000000000000 bytes, not 9.")]
    [InlineData(2_000_000_000, 2_000_000_000, PixelFormat.Nv12, null, 9, "An image of 2000000000x2000000000 in Nv12 with a stride of 2000000000 takes 6000000000000000000 bytes, not 9.")]
    [InlineData(int.MaxValue, int.MaxValue, PixelFormat.Bgra, null, 9, "An image of 2147483647x2147483647 in Bgra with a stride of 8589934588 takes 18446744056529682436 bytes, not 9.")]
    public void Memory_that_holds_no_such_image(int width, int height, PixelFormat format, int? stride, int bytes, string message) =>
        Should.Throw<ArgumentException>(() => { _ = new ImageView(new byte[bytes], width, height, format, stride); }).Message.ShouldStartWith(message);

    [Fact]
    public void The_last_row_needs_no_padding()
    {
        _ = new ImageView(new byte[64 + 40], 10, 2, PixelFormat.Bgra, 64);
        _ = new ImageView(new byte[5 * 16 + 10], 10, 4, PixelFormat.Nv12, 16);
    }

    [Fact]
    public void A_view_of_nothing_is_refused() =>
        Should.Throw<InvalidOperationException>(() => ImageResampler.ToPlanar(default, ImageResampler.Whole, new PixelSize(2, 2), PixelNormalization.ImageNet, new float[12]))
            .Message.ShouldBe("There is no image: the view was never given pixels.");

    // The order of the sums is part of it: a vector adds the same numbers in the same order.
    [Theory]
    [InlineData(31, 23)]
    [InlineData(75, 41)]
    [InlineData(200, 90)]
    public void Vectors_compute_what_plain_loops_do(int width, int height)
    {
        var (mean, deviation) = PixelNormalization.ImageNet;
        var size = new PixelSize(width, height);
        var planes = new float[3 * width * height];
        ImageResampler.ToPlanar(photo, ImageResampler.Whole, size, PixelNormalization.ImageNet, planes);

        using var columns = new ResampleAxis(photo.Width, 0, 1, width, 0, width);
        using var rows = new ResampleAxis(photo.Height, 0, 1, height, 0, height);
        for (var channel = 0; channel < 3; channel++)
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var sum = 0f;
            for (var i = 0; i < columns.Weights(x).Length; i++)
            {
                var blend = 0f;
                for (var j = 0; j < rows.Weights(y).Length; j++)
                    blend += rows.Weights(y)[j] * photo.Pixels[3 * ((rows.Start(y) + j) * photo.Width + columns.Start(x) + i) + channel];
                sum += blend * columns.Weights(x)[i];
            }
            var (m, d) = channel switch { 0 => (mean.R, deviation.R), 1 => (mean.G, deviation.G), _ => (mean.B, deviation.B) };
            planes[(channel * height + y) * width + x].ShouldBe(sum * (1 / d) + -m / d);
        }
    }

    [Theory]
    [InlineData(PixelFormat.Nv12)]
    [InlineData(PixelFormat.Grey)]
    [InlineData(PixelFormat.Bgra)]
    public void A_frame_after_the_first_allocates_nothing(PixelFormat format)
    {
        var bytes = new byte[64 * 48 * 4];
        var planes = new float[3 * 32 * 32];
        for (var i = 0; i < 3; i++)
            ToPlanar();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ToPlanar();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void ToPlanar() => ImageResampler.ToPlanar(
            new ImageView(bytes, 64, 48, format), ImageResampler.Whole, new PixelSize(32, 32), PixelNormalization.ImageNet, planes);
    }

    private static RgbImage Noise(int width, int height)
    {
        var image = new RgbImage(width, height);
        new Random(1).NextBytes(image.Pixels);
        return image;
    }

    private static RgbImage Greyed(RgbImage image)
    {
        var grey = new RgbImage(image.Width, image.Height);
        for (var i = 0; i < grey.Pixels.Length; i++)
            grey.Pixels[i] = image.Pixels[i / 3 * 3];
        return grey;
    }

    private static byte[] Write(RgbImage image, PixelFormat format, int padding, out int stride)
    {
        int[] places = format switch
        {
            PixelFormat.Rgb => [0, 1, 2],
            PixelFormat.Bgr => [2, 1, 0],
            PixelFormat.Rgba => [0, 1, 2, -1],
            PixelFormat.Bgra => [2, 1, 0, -1],
            _ => [0],
        };
        stride = places.Length * image.Width + padding;
        var bytes = new byte[stride * image.Height];
        Array.Fill(bytes, (byte)77);
        for (var y = 0; y < image.Height; y++)
        for (var x = 0; x < image.Width; x++)
        for (var i = 0; i < places.Length; i++)
            if (places[i] >= 0)
                bytes[y * stride + places.Length * x + i] = image.Pixels[3 * (y * image.Width + x) + places[i]];
        return bytes;
    }
}
