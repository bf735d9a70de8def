using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

public sealed class AnnotatedPictureTests
{
    [Theory]
    [InlineData(320, 240, 960, 720)]
    [InlineData(1000, 700, 1000, 700)]
    [InlineData(6000, 3, 6000, 3)]
    [InlineData(3, 6000, 3, 6000)]
    [InlineData(20_000, 20, 8192, 8)]
    [InlineData(1, 20_000, 1, 8192)]
    [InlineData(100, 3, 8100, 243)]
    public void A_picture_is_enlarged_to_be_read_and_its_long_side_has_a_bound(int width, int height, int drawnWidth, int drawnHeight)
    {
        var picture = new AnnotatedPicture(new RgbImage(width, height)) { Boxes = [(new Box(0.2f, 0.2f, 0.8f, 0.8f), "thing 0.93", new Rgb(255, 0, 0))] };

        picture.Draw().Size.ShouldBe(new PixelSize(drawnWidth, drawnHeight));
    }
}
