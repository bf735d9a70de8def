using System.Numerics;
using System.Runtime.InteropServices;

namespace MtlDsl.Deployment;

/// <summary>Tells numbers from infinities and from what is no number.</summary>
internal static class FiniteValues
{
    /// <summary>Whether all values are finite: times zero they are zero, which others are not. So one pass does it, without a branch.</summary>
    public static bool AreAll(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors)
            sums += vector * Vector<float>.Zero;
        var sum = Vector.Sum(sums);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            sum += value * 0;
        return sum == 0;
    }
}
