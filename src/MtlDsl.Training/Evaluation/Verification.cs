namespace MtlDsl.Training.Evaluation;

/// <summary>How far one output of a network differs between two ways to compute it.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="MaxError">
/// Largest difference over all inputs, as a share of the largest absolute value of the expected output; NaN where a value is not a
/// number or the lengths differ.
/// </param>
/// <param name="MaxAbsolute">Largest difference over all inputs; NaN as above.</param>
public sealed record OutputDifference(string Name, double MaxError, double MaxAbsolute);

/// <summary>The comparison of two ways to compute a network.</summary>
/// <param name="Outputs">The outputs.</param>
/// <param name="Inputs">Number of inputs that were compared.</param>
/// <param name="Tolerance">The error that is allowed.</param>
public sealed record VerificationResult(IReadOnlyList<OutputDifference> Outputs, int Inputs, double Tolerance)
{
    /// <summary>Whether every output of every input is within the tolerance.</summary>
    public bool Passed => Outputs.All(output => output.MaxError <= Tolerance);
}

/// <summary>Makes sure that an exported network computes what the trained one does.</summary>
public static class Verification
{
    /// <summary>The relative error that float32 arithmetic in another order may make.</summary>
    public const double DefaultTolerance = 1e-4;

    /// <summary>Runs both on the same inputs.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="expected">The one that counts as right.</param>
    /// <param name="actual">The other.</param>
    /// <param name="inputs">Normalised images, 3 x height x width.</param>
    /// <param name="tolerance">The error that is allowed.</param>
    /// <exception cref="ArgumentException">There are no inputs, or a function gives another number of outputs than the architecture names.</exception>
    public static VerificationResult Compare(
        Architecture architecture,
        Func<float[], IReadOnlyList<float[]>> expected,
        Func<float[], IReadOnlyList<float[]>> actual,
        IEnumerable<float[]> inputs,
        double tolerance = DefaultTolerance)
    {
        string[] names = [.. architecture.OutputNames];
        var errors = new (double Relative, double Absolute)[names.Length];
        var count = 0;
        foreach (var input in inputs)
        {
            var (wanted, found) = (expected(input), actual(input));
            if (wanted.Count != names.Length || found.Count != names.Length)
                throw new ArgumentException($"{architecture.Name} has {names.Length} outputs; the functions gave {wanted.Count} and {found.Count}.");
            for (var i = 0; i < names.Length; i++)
            {
                var (relative, absolute) = Difference(wanted[i], found[i]);
                errors[i] = (Math.Max(errors[i].Relative, relative), Math.Max(errors[i].Absolute, absolute));
            }
            count++;
        }
        return count > 0
            ? new VerificationResult([.. names.Zip(errors, (name, error) => new OutputDifference(name, error.Relative, error.Absolute))], count, tolerance)
            : throw new ArgumentException("Without inputs nothing is verified.", nameof(inputs));
    }

    /// <summary>Inputs of random values, as a normalised image has them: mean 0, deviation 1.</summary>
    public static IEnumerable<float[]> RandomInputs(Architecture architecture, int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var input = new float[3 * architecture.Input.Width * architecture.Input.Height];
            for (var j = 0; j < input.Length; j++)
                input[j] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            yield return input;
        }
    }

    /// <summary>How far values are from those that are wanted.</summary>
    /// <returns>
    /// The largest difference as a share of the largest absolute value that is wanted, and the largest difference itself; NaN where a value is
    /// not a number or the lengths differ.
    /// </returns>
    public static (double Relative, double Absolute) Difference(ReadOnlySpan<float> wanted, ReadOnlySpan<float> found)
    {
        if (wanted.Length != found.Length)
            return (double.NaN, double.NaN);
        var (difference, scale) = (0.0, 0.0);
        for (var i = 0; i < wanted.Length; i++)
        {
            // Math.Max carries NaN on.
            difference = Math.Max(difference, Math.Abs((double)wanted[i] - found[i]));
            scale = Math.Max(scale, Math.Abs(wanted[i]));
        }
        return (difference == 0 ? 0 : difference / scale, difference);
    }
}
