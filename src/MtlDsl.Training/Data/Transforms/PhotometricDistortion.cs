namespace MtlDsl.Training.Data;

/// <summary>
/// Changes brightness, contrast, saturation and hue, each for half of the samples and by a uniformly drawn amount, with the contrast
/// before or after the others. The defaults are SSD's.
/// </summary>
/// <param name="brightness">Largest change of brightness, either way, in units of 0 to 1.</param>
/// <param name="contrast">Largest change of the contrast's factor 1, either way.</param>
/// <param name="saturation">Largest change of the saturation's factor 1, either way.</param>
/// <param name="hue">Largest turn of the hue, either way, in degrees.</param>
public sealed class PhotometricDistortion(
    double brightness = 32.0 / 255, double contrast = 0.5, double saturation = 0.5, double hue = 18) : Transform
{
    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        float Change(double largest) => random.Next(2) == 0 ? 0 : (float)((random.NextDouble() * 2 - 1) * largest);
        var shift = new ColorShift(
            Change(brightness), 1 + Change(contrast), 1 + Change(saturation), Change(hue), ContrastLast: random.Next(2) == 0);
        if (shift with { ContrastLast = false } != new ColorShift())
            sample.Colors.Add(shift);
    }
}
