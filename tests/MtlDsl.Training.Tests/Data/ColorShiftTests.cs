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
        var shifted = new ColorShift(Saturation: factor, Hue: turn).Apply((r, g, b));

        shifted.R.ShouldBe(expectedR, 1e-5);
        shifted.G.ShouldBe(expectedG, 1e-5);
        shifted.B.ShouldBe(expectedB, 1e-5);
    }

    [Fact]
    public void TheDefaultChangesNothing() => new ColorShift().Apply((0.1f, 0.5f, 0.9f)).ShouldBe((0.1f, 0.5f, 0.9f));

    [Fact]
    public void BrightnessIsAddedBeforeContrastMultipliesAndBothAreCutOff()
    {
        var (r, g, b) = new ColorShift(Brightness: 0.1f, Contrast: 1.5f).Apply((0.2f, 0.5f, 0.8f));

        r.ShouldBe(0.45f, 1e-6);
        g.ShouldBe(0.9f, 1e-6);
        b.ShouldBe(1);
    }

    [Fact]
    public void ContrastMayComeAfterTheHsvSteps()
    {
        // Saturation at 0 leaves the brightest channel everywhere; what is cut off before or after it differs.
        var color = (0.2f, 0.4f, 0.8f);

        new ColorShift(Contrast: 0.5f, Saturation: 0, ContrastLast: true).Apply(color).ShouldBe((0.4f, 0.4f, 0.4f));
        new ColorShift(Contrast: 1.5f, Saturation: 0.5f).Apply(color).R.ShouldBe(0.65f, 1e-6);
        new ColorShift(Contrast: 1.5f, Saturation: 0.5f, ContrastLast: true).Apply(color).R.ShouldBe(0.75f, 1e-6);
    }
}
