using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

public sealed class OverlayTests
{
    private static readonly ClassInfo[] Classes = [new("Ground", new Rgb(0, 200, 0)), new("Road", new Rgb(90, 90, 100))];
    private static readonly Rgb Red = new(230, 30, 30);

    [Fact]
    public void A_map_tints_its_classes_and_leaves_the_rest()
    {
        var image = Grey(8, 4);
        var map = new LabelMap(8, 4, [.. Enumerable.Range(0, 32).Select(i => (byte)(i % 8 < 4 ? 0 : 255))]);

        var drawn = Overlay.Draw(image, map, Classes, []);

        PixelAt(drawn, 1, 1).G.ShouldBeGreaterThan(PixelAt(drawn, 1, 1).R);
        PixelAt(drawn, 6, 1).ShouldBe(new Rgb(128, 128, 128));
        image.Pixels.ShouldAllBe(value => value == 128);
    }

    [Fact]
    public void A_map_of_another_size_is_enlarged()
    {
        var drawn = Overlay.Draw(Grey(80, 40), new LabelMap(2, 1, [0, 255]), Classes, []);

        PixelAt(drawn, 20, 20).ShouldNotBe(new Rgb(128, 128, 128));
        PixelAt(drawn, 60, 20).ShouldBe(new Rgb(128, 128, 128));
    }

    [Fact]
    public void A_box_is_framed_and_named_in_its_colour()
    {
        var drawn = Overlay.Draw(Grey(200, 150), null, Classes, [(new Box(40, 60, 120, 140), "vehicle 0.97", Red)]);

        PixelAt(drawn, 40, 100).ShouldBe(Red);
        PixelAt(drawn, 119, 139).ShouldBe(Red);
        PixelAt(drawn, 80, 100).ShouldBe(new Rgb(128, 128, 128));
        PixelAt(drawn, 41, 58).ShouldBe(Red, "the plate stands on the frame");
        var plate = from x in Enumerable.Range(40, 80) from y in Enumerable.Range(45, 14) select PixelAt(drawn, x, y);
        plate.Count(pixel => pixel.G > 150).ShouldBeGreaterThan(50, "white letters on a dark plate");
    }

    [Fact]
    public void At_the_upper_edge_the_name_stands_below_the_box()
    {
        var drawn = Overlay.Draw(Grey(200, 150), null, Classes, [(new Box(40, 2, 60, 14), "person", Red)]);

        PixelAt(drawn, 50, 8).ShouldBe(new Rgb(128, 128, 128));
        PixelAt(drawn, 41, 16).ShouldBe(Red);
    }

    [Fact]
    public void What_reaches_outside_is_cut_off()
    {
        var boxes = new[] { (new Box(-50, -50, 20, 20), "left", Red), (new Box(25, 25, 400, 400), "a long name that is wider than the image", Red) };

        Overlay.Draw(Grey(40, 40), null, [], boxes).Size.ShouldBe(new PixelSize(40, 40));
    }

    [Fact]
    public void A_legend_is_put_under_the_image_in_as_many_lines_as_it_takes()
    {
        var image = Grey(120, 50);
        var one = Overlay.AddLegend(image, Classes);
        var many = Overlay.AddLegend(image, [.. Enumerable.Range(0, 12).Select(i => new ClassInfo($"Class{i}", new Rgb(0, 0, 255)))]);

        one.Width.ShouldBe(120);
        one.Height.ShouldBeGreaterThan(60);
        one.Pixels[..image.Pixels.Length].ShouldBe(image.Pixels);
        many.Height.ShouldBeGreaterThan(one.Height);
        Enumerable.Range(0, many.Width * many.Height).ShouldContain(i => many.Pixels[3 * i] == 0 && many.Pixels[3 * i + 2] == 255);
    }

    [Fact]
    public void A_contact_sheet_holds_every_image_whole()
    {
        var tall = new RgbImage(10, 40, [.. Enumerable.Repeat((byte)255, 1200)]);
        var sheet = ContactSheet.Compose([(Grey(64, 64), "one"), (tall, "two"), (Grey(64, 64), "three")], 2, new PixelSize(64, 64));

        sheet.Width.ShouldBe(2 * 64 + 3 * 8);
        Enumerable.Range(0, sheet.Width * sheet.Height).Count(i => PixelAt(sheet, i % sheet.Width, i / sheet.Width) == new Rgb(255, 255, 255))
            .ShouldBeInRange(14 * 64, 18 * 64);
        PixelAt(sheet, 40, 40).ShouldBe(new Rgb(128, 128, 128));
        Should.Throw<ArgumentException>(() => ContactSheet.Compose([], 2, new PixelSize(64, 64)));
    }

    private static RgbImage Grey(int width, int height) => new(width, height, [.. Enumerable.Repeat((byte)128, width * height * 3)]);

    private static Rgb PixelAt(RgbImage image, int x, int y)
    {
        var i = 3 * (y * image.Width + x);
        return new Rgb(image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]);
    }
}
