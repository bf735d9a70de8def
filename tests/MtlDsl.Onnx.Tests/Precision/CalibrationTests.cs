using System.Globalization;

namespace MtlDsl.Onnx.Tests;

/// <summary>How ranges are chosen, against numpy.</summary>
public sealed class CalibrationTests
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "calibration.py");

    /// <summary>Numbers as activations have them: many small, few large, a fifth of them zero.</summary>
    private static float[] Activations(int count, bool positive, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var value = -Math.Log(1 - random.NextDouble()) * (random.NextDouble() < 0.001 ? 8 : 1);
            values[i] = random.NextDouble() < 0.2 ? 0 : (float)(positive || random.Next(3) > 0 ? value : -value / 2);
        }
        return values;
    }

    private static ActivationHistogram Gather(params IEnumerable<float[]> parts)
    {
        var histogram = new ActivationHistogram();
        foreach (var part in parts)
            histogram.Add(part);
        return histogram;
    }

    [Fact]
    public void What_is_gathered_does_not_depend_on_the_order()
    {
        var parts = Activations(20_000, positive: false).Chunk(700).ToList();
        var (forth, back) = (Gather(parts), Gather(Enumerable.Reverse(parts)));
        back.Width.ShouldBe(forth.Width);
        back.Positive.ToArray().ShouldBe(forth.Positive.ToArray());
        back.Negative.ToArray().ShouldBe(forth.Negative.ToArray());
        (back.Low, back.High, back.Count, back.Zeros).ShouldBe((forth.Low, forth.High, forth.Count, forth.Zeros));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(1e-30f)]
    [InlineData(1.9999999f)]
    [InlineData(3e38f)]
    public void Every_number_is_in_the_bin_it_belongs_to(float largest)
    {
        var histogram = Gather([largest, -largest / 3, 0, largest / 1000]);
        (histogram.Low, histogram.High, histogram.Count, histogram.Zeros).ShouldBe((-largest / 3, largest, 4, 1));
        histogram.Positive[(int)(largest / histogram.Width)].ShouldBe(1);
        histogram.Negative[(int)(largest / 3 / histogram.Width)].ShouldBe(1);
        (largest / histogram.Width).ShouldBeInRange(ActivationHistogram.Bins / 2, ActivationHistogram.Bins);
    }

    [Fact]
    public void Numbers_that_are_none_are_refused()
    {
        var histogram = new ActivationHistogram();
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            Should.Throw<ArgumentException>(() => histogram.Add([1, bad, 2]));
        histogram.Count.ShouldBe(0);
    }

    [Fact]
    public void Min_max_keeps_everything() =>
        Gather(Activations(1000, positive: false)).Range(Calibrator.MinMax, QuantizedFor.OnnxRuntime)
            .ShouldBe(new ValueRange(Activations(1000, positive: false).Min(), Activations(1000, positive: false).Max()));

    [Fact]
    public void Values_that_are_always_zero_have_a_range_and_a_scale()
    {
        var histogram = Gather(new float[10]);
        foreach (var calibrator in Enum.GetValues<Calibrator>())
            histogram.Range(calibrator, QuantizedFor.OnnxRuntime).ShouldBe(default);
        QuantizationParameters.Asymmetric(default).ShouldBe(new QuantizationParameters(1, 0, false));
        QuantizationParameters.Symmetric(default).ShouldBe(new QuantizationParameters(1, 0, true));
    }

    [SkippableTheory]
    [InlineData(true, 0.99)]
    [InlineData(false, 0.99)]
    [InlineData(false, 0.9)]
    [InlineData(false, 0.9999)]
    public void The_percentile_is_that_of_numpy(bool positive, double share)
    {
        var values = Activations(50_000, positive);
        var numpy = Python("percentile", values, share.ToString(CultureInfo.InvariantCulture));
        var histogram = Gather(values);
        var range = histogram.Kept(share);
        ((double)range.Low).ShouldBe(Math.Min(numpy[0], 0), histogram.Width);
        ((double)range.High).ShouldBe(numpy[1], histogram.Width);
    }

    [SkippableTheory]
    [InlineData(true, 128)]
    [InlineData(true, 256)]
    [InlineData(false, 128)]
    public void The_entropy_threshold_is_that_of_the_definition(bool positive, int levels)
    {
        var values = Activations(50_000, positive);
        var histogram = Gather(values);
        var defined = Python(
            "entropy", values, levels.ToString(CultureInfo.InvariantCulture), histogram.Width.ToString("R", CultureInfo.InvariantCulture),
            ActivationHistogram.Bins.ToString(CultureInfo.InvariantCulture));
        EntropyThreshold.Of(histogram, levels).ShouldBe(defined[0], 1e-9);
        defined[0].ShouldBeLessThan(values.Max(Math.Abs));
    }

    [Fact]
    public void A_range_meets_zero_and_both_ends()
    {
        var parameters = QuantizationParameters.Asymmetric(new ValueRange(-1, 3));
        (parameters.ZeroPoint, parameters.Signed).ShouldBe((64, false));
        (parameters.Scale * (255 - parameters.ZeroPoint)).ShouldBe(3, 4.0 / 255);
        QuantizationParameters.Symmetric(new ValueRange(-2, 1)).ShouldBe(new QuantizationParameters(2f / 127, 0, true));
        new ValueRange(2, 3).ShouldBe(new ValueRange(0, 3));
    }

    [Theory]
    [InlineData(6f)]
    [InlineData(0.1f)]
    [InlineData(5.9999f)]
    public void No_step_lies_beyond_the_range(float high) =>
        (QuantizationParameters.Asymmetric(new ValueRange(0, high)).Scale * 255).ShouldBeLessThanOrEqualTo(high);

    private static double[] Python(string what, float[] values, params string[] arguments)
    {
        TestSupport.Python.Require("numpy");
        using var folder = new TemporaryFolder();
        var file = folder["values.f32"];
        File.WriteAllBytes(file, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray());
        return [.. TestSupport.Python.RunFile(Script, [what, file, .. arguments]).Split().Where(word => word.Length > 0).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }
}
