using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>Texts on pictures, by the font that comes along.</summary>
public sealed class CanvasTests
{
    [Theory]
    [InlineData("vehicle 0.97")]
    [InlineData("Straße")]
    [InlineData("Автомобиль")]
    [InlineData("Αυτοκίνητο")]
    public void A_text_leaves_ink_within_its_plate_and_none_beside(string text)
    {
        var (image, plate) = (new RgbImage(300, 60), Canvas.Measure(text, 20));

        new Canvas(image).Text(text, 10, 12, new Rgb(255, 255, 255), 20);

        var inked = Enumerable.Range(0, 300 * 60).Where(i => image.Pixels[3 * i] > 128).Select(i => (X: i % 300, Y: i / 300)).ToArray();
        inked.Length.ShouldBeGreaterThan(20 * text.Length / 2);
        inked.Min(pixel => pixel.X).ShouldBeInRange(10, 10 + 2 * Canvas.Padding);
        inked.Max(pixel => pixel.X).ShouldBeInRange(10 + plate.Width - 3 * Canvas.Padding, 10 + plate.Width);
        (inked.Min(pixel => pixel.Y), inked.Max(pixel => pixel.Y)).ShouldSatisfyAllConditions(
            rows => rows.Item1.ShouldBeGreaterThanOrEqualTo(12), rows => rows.Item2.ShouldBeLessThan(12 + plate.Height));
    }

    [Fact]
    public void Letters_differ()
    {
        Ink("Il").ShouldNotBe(Ink("mW"));
        Ink("日").ShouldBe(Ink("本"), "both are boxes: the font lacks them");
        Ink("a\nb").ShouldBe(Ink("a\\nb"));

        static byte[] Ink(string text)
        {
            var image = new RgbImage(120, 30);
            new Canvas(image).Text(text, 0, 0, new Rgb(255, 255, 255), 16);
            return image.Pixels;
        }
    }

    [Fact]
    public void A_text_that_reaches_outside_is_cut_off()
    {
        var image = new RgbImage(20, 10);
        foreach (var (left, top) in new[] { (-15, -5), (15, 8), (-500, 3), (3, 500) })
            new Canvas(image).Plate("outside", left, top, new Rgb(200, 0, 0), 14);
    }
}
