namespace MtlDsl.Training.Data;

/// <summary>
/// Turns the hue of every sample and multiplies its saturation and value (HSV) by uniformly drawn amounts. Where
/// <see cref="PhotometricDistortion"/> leaves a part alone half of the time, this one changes all three always.
/// </summary>
/// <param name="hue">Largest turn of the hue, either way, in degrees.</param>
/// <param name="saturation">Largest change of the saturation's factor 1, either way.</param>
/// <param name="value">Largest change of the value's factor 1, either way.</param>
public sealed class HsvDistortion(double hue = 18, double saturation = 0.5, double value = 0.5) : Transform
{
    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        float Change(double largest) => (float)((random.NextDouble() * 2 - 1) * largest);
        var (turn, saturationFactor, valueFactor) = (Change(hue), 1 + Change(saturation), 1 + Change(value));
        // The value is the largest channel; hue and saturation do not change with a factor of all three. So it is what contrast does.
        sample.Colors.Add(new ColorShift(Contrast: valueFactor, Saturation: saturationFactor, Hue: turn, ContrastLast: true));
    }
}
