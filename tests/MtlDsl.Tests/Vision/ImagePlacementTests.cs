using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class ImagePlacementTests
{
    private static readonly Random random = new(9);

    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 500, 375, 300, 300 }, { 375, 500, 300, 300 }, { 1920, 1080, 512, 256 }, { 7, 900, 64, 64 }, { 300, 300, 300, 300 }, { 31, 17, 97, 53 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void A_letterbox_keeps_proportions_and_the_middle(int width, int height, int inputWidth, int inputHeight)
    {
        var content = Of(width, height, inputWidth, inputHeight, ImageFit.Letterbox).Content;

        (content.Width * inputWidth / width).ShouldBe(content.Height * inputHeight / height, 1e-5 * inputWidth / width);
        Math.Max(content.Width, content.Height).ShouldBe(1, 1e-6f);
        (content.CenterX, content.CenterY).ShouldBe((.5f, .5f), new Near());
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Boxes_come_back_as_they_went(int width, int height, int inputWidth, int inputHeight)
    {
        foreach (var fit in Enum.GetValues<ImageFit>())
        {
            var placement = Of(width, height, inputWidth, inputHeight, fit);
            for (var i = 0; i < 100; i++)
            {
                var box = RandomBoxes.Next(random);
                var back = placement.ToImage(placement.ToInput(box));
                // A thousandth of a pixel of the image.
                (Math.Abs(back.Left - box.Left) * width).ShouldBeLessThan(1e-3f);
                (Math.Abs(back.Right - box.Right) * width).ShouldBeLessThan(1e-3f);
                (Math.Abs(back.Top - box.Top) * height).ShouldBeLessThan(1e-3f);
                (Math.Abs(back.Bottom - box.Bottom) * height).ShouldBeLessThan(1e-3f);
            }
        }
    }

    [Fact]
    public void A_warped_image_is_the_input()
    {
        var box = new Box(.1f, .2f, .3f, .4f);
        var placement = Of(500, 375, 300, 300, ImageFit.Warp);
        (placement.ToImage(box), placement.ToInput(box), placement.Content).ShouldBe((box, box, new Box(0, 0, 1, 1)));
    }

    // A pixel is of the image where its centre lies in it; one whose centre lies on the edge may be of either.
    [Theory, MemberData(nameof(Sizes))]
    public void The_input_shows_the_image_where_it_is_said_to_lie(int width, int height, int inputWidth, int inputHeight)
    {
        var placement = Of(width, height, inputWidth, inputHeight, ImageFit.Letterbox);
        var image = new RgbImage(width, height);
        image.Pixels.AsSpan().Fill(255);
        var input = ImageResampler.Resize(image, placement.Window, placement.Input);

        var content = placement.Content.Scale(inputWidth, inputHeight);
        for (var y = 0; y < inputHeight; y++)
        for (var x = 0; x < inputWidth; x++)
        {
            var (centerX, centerY) = (x + .5f, y + .5f);
            var inside = Math.Min(Math.Min(centerX - content.Left, content.Right - centerX), Math.Min(centerY - content.Top, content.Bottom - centerY));
            if (Math.Abs(inside) > 1e-3)
                input.Pixels[3 * (y * inputWidth + x)].ShouldBe(inside > 0 ? (byte)255 : (byte)0, $"at {x}, {y}");
        }
    }

    private static ImagePlacement Of(int width, int height, int inputWidth, int inputHeight, ImageFit fit) =>
        ImagePlacement.Of(new PixelSize(width, height), new PixelSize(inputWidth, inputHeight), fit);

    private sealed class Near : IEqualityComparer<(float, float)>
    {
        public bool Equals((float, float) a, (float, float) b) => Math.Abs(a.Item1 - b.Item1) < 1e-6 && Math.Abs(a.Item2 - b.Item2) < 1e-6;

        public int GetHashCode((float, float) pair) => 0;
    }
}
