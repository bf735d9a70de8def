using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class ColorShiftTests
{
    // Expected values from Python's colorsys:
    //   h, s, v = colorsys.rgb_to_hsv(r, g, b); colorsys.hsv_to_rgb((h + turn / 360) % 1, min(s * factor, 1), v)
    [Theory]
    [InlineData(0.8f, 0.4f, 0.2f, 1.5f, 0, 0.8f, 0.2666667f, 0)]
    [InlineData(0.8f, 0.4f, 0.2f, 0.5f, 18, 0.8f, 0.69f, 0.5f)]
    [InlineData(0.2f, 0.7f, 0.3f, 1.25f, -18, 0.1375f, 0.7f, 0.075f)]
    [InlineData(0.1f, 0.2f, 0.9f, 1, 18, 0.24f, 0.1f, 0.9f)]
    [InlineData(0.9f, 0.1f, 0.85f, 1.5f, -18, 0.68625f, 0, 0.9f)]
    [InlineData(0.9f, 0.1f, 0.05f, 0.75f, -18, 0.9f, 0.2625f, 0.41625f)]
    [InlineData(0.3f, 0.3f, 0.3f, 1.5f, 18, 0.3f, 0.3f, 0.3f)]
    [InlineData(0, 0, 0, 1.5f, 18, 0, 0, 0)]
    [InlineData(0.5f, 0.5f, 0.2f, 1, -75, 0.5f, 0.2f, 0.275f)]
    [InlineData(0.2f, 0.6f, 0.6f, 0.8f, 200, 0.6f, 0.3866667f, 0.28f)]
    public void TurnsHueAndScalesSaturationAsInHsv(
        float r, float g, float b, float factor, float turn, float expectedR, float expectedG, float expectedB)
    {
        var shifted = Apply(new ColorShift(Saturation: factor, Hue: turn), (r, g, b));

        shifted.R.ShouldBe(expectedR, 1e-5);
        shifted.G.ShouldBe(expectedG, 1e-5);
        shifted.B.ShouldBe(expectedB, 1e-5);
    }

    [Fact]
    public void TheDefaultChangesNothing() => Apply(new ColorShift(), (0.1f, 0.5f, 0.9f)).ShouldBe((0.1f, 0.5f, 0.9f));

    [Fact]
    public void BrightnessIsAddedBeforeContrastMultipliesAndBothAreCutOff()
    {
        var (r, g, b) = Apply(new ColorShift(Brightness: 0.1f, Contrast: 1.5f), (0.2f, 0.5f, 0.8f));

        r.ShouldBe(0.45f, 1e-6);
        g.ShouldBe(0.9f, 1e-6);
        b.ShouldBe(1);
    }

    [Fact]
    public void ContrastMayComeAfterTheHsvSteps()
    {
        // Saturation at 0 leaves the brightest channel everywhere; what is cut off before or after it differs.
        var color = (0.2f, 0.4f, 0.8f);

        Apply(new ColorShift(Contrast: 0.5f, Saturation: 0, ContrastLast: true), color).ShouldBe((0.4f, 0.4f, 0.4f));
        Apply(new ColorShift(Contrast: 1.5f, Saturation: 0.5f), color).R.ShouldBe(0.65f, 1e-6);
        Apply(new ColorShift(Contrast: 1.5f, Saturation: 0.5f, ContrastLast: true), color).R.ShouldBe(0.75f, 1e-6);
    }

    /// <summary>Every pixel of a row becomes the same colour, those that fill vectors and those that are left over.</summary>
    private static (float R, float G, float B) Apply(ColorShift shift, (float R, float G, float B) color)
    {
        var rows = new[] { color.R, color.G, color.B }.Select(channel => Enumerable.Repeat(channel, 37).ToArray()).ToArray();
        shift.Apply(rows[0], rows[1], rows[2]);
        foreach (var row in rows)
            row.ShouldAllBe(value => value == row[0]);
        return (rows[0][0], rows[1][0], rows[2][0]);
    }
}
