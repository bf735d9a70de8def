using MtlDsl.Training.Checkpoints;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

/// <summary>Comparisons of tensors.</summary>
internal static class Numbers
{
    /// <summary>Largest error over the largest value that is let pass: that of float32 summed in another order.</summary>
    public const double Tolerance = 1e-4;

    public static float[] Values(this Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    public static Tensor ToTensor(this StoredTensor stored) => tensor(stored.ReadFloats(), [.. stored.Shape]);

    public static void ShouldBeClose(this IReadOnlyList<float> actual, IReadOnlyList<float> expected, string what)
    {
        actual.Count.ShouldBe(expected.Count, what);
        var largest = expected.Max(Math.Abs);
        var error = actual.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max();
        // A gradient that is zero but for rounding has no size to measure errors by.
        error.ShouldBeLessThanOrEqualTo(Tolerance * Math.Max(largest, 1e-4), what);
    }
}
