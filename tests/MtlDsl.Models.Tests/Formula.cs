using System.Text;
using System.Text.RegularExpressions;

namespace MtlDsl.Models.Tests;

/// <summary>The weights and images that follow from a formula: the counterpart of <c>noise</c> and <c>value</c> in networks.py.</summary>
internal static partial class Formula
{
    public static float[] Noise(string name, long count)
    {
        var seed = 14695981039346656037UL;
        foreach (var value in Encoding.UTF8.GetBytes(name))
            seed = (seed ^ value) * 1099511628211UL;
        var numbers = new float[count];
        for (var i = 0L; i < count; i++)
        {
            var z = seed + (ulong)(i + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
            numbers[i] = (float)((z >> 40) / 8388608.0 - 1);
        }
        return numbers;
    }

    public static float[] Weight(string name, long[] shape)
    {
        var numbers = Noise(name, shape.Aggregate(1L, (a, b) => a * b));
        Func<float, float> map = name switch
        {
            _ when name.EndsWith("running_var", StringComparison.Ordinal) => u => 1 + 0.5f * Math.Abs(u),
            _ when name.Contains("norm_", StringComparison.Ordinal) => u => 20 + u,
            _ when shape.Length == 4 => Scaled((float)Math.Sqrt(3.0 / (shape[1] * shape[2] * shape[3]))),
            _ when NormWeight().IsMatch(name) => u => 1 + 0.1f * u,
            _ => u => 0.1f * u,
        };
        return Array.ConvertAll(numbers, u => map(u));
    }

    private static Func<float, float> Scaled(float factor) => u => u * factor;

    [GeneratedRegex(@"(bn\d|downsample\.1)\.weight$")]
    private static partial Regex NormWeight();
}
