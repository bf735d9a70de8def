namespace MtlDsl.Onnx.Tests;

/// <summary>Numbers that operators.py computes in the same way, so that neither inputs nor weights need to be stored.</summary>
internal static class Synthetic
{
    /// <summary>Numbers between -1 and 1; variances between 0.5 and 1.5; zeros for the convolution "zero".</summary>
    public static float[] Values(string name, params IReadOnlyList<long> shape)
    {
        var seed = name.Sum(c => (long)c);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        if (name.StartsWith("zero", StringComparison.Ordinal))
            return values;
        for (var i = 0; i < values.Length; i++)
        {
            var value = (i * 7919L + seed * 104729L) % 2001 / 1000.0 - 1;
            values[i] = (float)(name.EndsWith("running_var", StringComparison.Ordinal) ? Math.Abs(value) + 0.5 : value);
        }

        return values;
    }

    public static WeightTable Add(this WeightTable table, string name, params long[] shape)
    {
        table.Add(name, new WeightTensor(shape, Values(name, shape)));
        return table;
    }

    public static WeightTable AddNorm(this WeightTable table, string name, int channels)
    {
        foreach (var part in new[] { "weight", "bias", "running_mean", "running_var" })
            table.Add($"{name}.{part}", channels);
        return table;
    }
}
