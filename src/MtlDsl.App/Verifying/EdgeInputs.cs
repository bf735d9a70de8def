namespace MtlDsl.App.Verifying;

/// <summary>Inputs at the edges of what a network can be given: where rounding, borders and clipping show.</summary>
internal static class EdgeInputs
{
    /// <summary>Zeros, all black, all white, black and white cell by cell, and one white pixel: in the middle, then in the last corner.</summary>
    public static IReadOnlyList<float[]> Of(Architecture architecture)
    {
        var (width, height) = (architecture.Input.Width, architecture.Input.Height);
        var middle = height / 2 * width + width / 2;
        return
        [
            new float[3 * width * height],
            Image(_ => 0), Image(_ => 255), Image(pixel => (pixel % width + pixel / width) % 2 * 255),
            Image(pixel => pixel == middle ? 255 : 0), Image(pixel => pixel == width * height - 1 ? 255 : 0),
        ];

        float[] Image(Func<int, int> gray)
        {
            var (mean, deviation) = (architecture.Normalization.Mean, architecture.Normalization.Deviation);
            ReadOnlySpan<(float Mean, float Deviation)> channels = [(mean.R, deviation.R), (mean.G, deviation.G), (mean.B, deviation.B)];
            var values = new float[3 * width * height];
            for (var channel = 0; channel < 3; channel++)
                for (var pixel = 0; pixel < width * height; pixel++)
                    values[channel * width * height + pixel] = (gray(pixel) - channels[channel].Mean) / channels[channel].Deviation;
            return values;
        }
    }
}
