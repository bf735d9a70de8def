namespace MtlDsl.App;

/// <summary>How far an output is from what it is in float32, over several inputs.</summary>
/// <param name="name">Name of the output.</param>
internal sealed class OutputError(string name)
{
    private double squares;
    private double errors;
    private double scale;
    private double largest;

    public string Name => name;

    /// <summary>Root of the mean squared error, as a share of the root of the mean square.</summary>
    public double Mean => errors == 0 ? 0 : Math.Sqrt(errors / squares);

    /// <summary>Largest error as a share of the largest absolute value.</summary>
    public double Largest => largest == 0 ? 0 : largest / scale;

    public void Add(ReadOnlySpan<float> wanted, ReadOnlySpan<float> found)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            var error = (double)wanted[i] - found[i];
            errors += error * error;
            squares += (double)wanted[i] * wanted[i];
            // Math.Max carries NaN on.
            largest = Math.Max(largest, Math.Abs(error));
            scale = Math.Max(scale, Math.Abs(wanted[i]));
        }
    }
}
