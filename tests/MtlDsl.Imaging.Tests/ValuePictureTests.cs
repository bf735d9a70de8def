using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

public sealed class ValuePictureTests
{
    private static readonly Rgb Unknown = new(128, 128, 128);

    [Fact]
    public void Lightness_rises_evenly()
    {
        var lightness = Enumerable.Range(0, 65).Select(i => Lightness(ColorScale.At(i / 64f))).ToArray();

        lightness[0].ShouldBe(0.25, 0.01);
        lightness[^1].ShouldBe(0.92, 0.01);
        for (var i = 1; i < lightness.Length; i++)
            (lightness[i] - lightness[i - 1]).ShouldBe(0.67 / 64, 0.004);
        ColorScale.At(-3).ShouldBe(ColorScale.At(0));
        ColorScale.At(7).ShouldBe(ColorScale.At(1));
    }

    [Fact]
    public void Values_are_shown_from_the_lowest_to_the_highest_and_unknown_ones_grey()
    {
        var map = new ValueMap(2, 1, 4, [0, 0, 0, 0, -2, 3, float.NaN, 0.5f]);

        var picture = ValuePicture.Draw(map, 1, new PixelSize(400, 100), "Height");

        PixelAt(picture, 50, 50).ShouldBe(ColorScale.At(0));
        PixelAt(picture, 150, 50).ShouldBe(ColorScale.At(1));
        PixelAt(picture, 250, 50).ShouldBe(Unknown);
        PixelAt(picture, 350, 50).ShouldBe(ColorScale.At(0.5f));
        picture.Width.ShouldBe(400);
        // Under it the scale, from low on the left to high on the right, and what is written on it.
        PixelAt(picture, 6, 110).ShouldBe(ColorScale.At(0));
        PixelAt(picture, 393, 110).ShouldBe(ColorScale.At(1));
        var letters = from y in Enumerable.Range(118, picture.Height - 118) from x in Enumerable.Range(0, 400) where PixelAt(picture, x, y).R > 200 select x;
        letters.Count(x => x < 40).ShouldBeGreaterThan(5, "the lowest");
        letters.Count(x => x is > 150 and < 250).ShouldBeGreaterThan(20, "the title");
        letters.Count(x => x > 360).ShouldBeGreaterThan(5, "the highest");
    }

    [Fact]
    public void A_map_of_one_value_or_of_none_is_drawn()
    {
        PixelAt(ValuePicture.Draw(new ValueMap(1, 2, 2), 0, new PixelSize(64, 64), ""), 9, 9).ShouldBe(ColorScale.At(0));
        PixelAt(ValuePicture.Draw(new ValueMap(1, 1, 1, [float.NaN]), 0, new PixelSize(64, 64), ""), 9, 9).ShouldBe(Unknown);
    }

    [Fact]
    public void Images_stand_beside_each_other()
    {
        var (white, black) = (new RgbImage(10, 20, [.. Enumerable.Repeat((byte)255, 600)]), new RgbImage(5, 30));

        var row = ContactSheet.Row([white, black]);

        row.Size.ShouldBe(new PixelSize(10 + 8 + 5, 30));
        PixelAt(row, 9, 19).ShouldBe(new Rgb(255, 255, 255));
        PixelAt(row, 18, 29).ShouldBe(new Rgb(0, 0, 0));
        PixelAt(row, 12, 10).ShouldBe(PixelAt(row, 5, 25));
        ContactSheet.Row([white]).Pixels.ShouldBe(white.Pixels);
        Should.Throw<ArgumentException>(() => ContactSheet.Row([]));
    }

    [Fact]
    public void Notes_stand_in_the_upper_left_corner_one_under_the_other()
    {
        var image = new RgbImage(200, 120);
        var noted = Overlay.AddNotes(image, [("Kind: Town 0.93", new Rgb(230, 30, 30)), ("Kind: Land 0.07", new Rgb(30, 30, 230))]);

        PixelAt(noted, 0, 0).ShouldBe(new Rgb(230, 30, 30));
        Enumerable.Range(0, 120).Select(y => PixelAt(noted, 0, y)).Distinct().ShouldBe([new(230, 30, 30), new(30, 30, 230), new(0, 0, 0)]);
        image.Pixels.ShouldAllBe(value => value == 0);
    }

    // The L of OKLab, by Ottosson's matrices.
    private static double Lightness(Rgb color)
    {
        double[] light = [.. new[] { color.R, color.G, color.B }.Select(value => value / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        var l = Math.Cbrt(0.4122214708 * light[0] + 0.5363325363 * light[1] + 0.0514459929 * light[2]);
        var m = Math.Cbrt(0.2119034982 * light[0] + 0.6806995451 * light[1] + 0.1073969566 * light[2]);
        var s = Math.Cbrt(0.0883024619 * light[0] + 0.2817188376 * light[1] + 0.6299787005 * light[2]);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static Rgb PixelAt(RgbImage image, int x, int y)
    {
        var i = 3 * (y * image.Width + x);
        return new Rgb(image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]);
    }
}
