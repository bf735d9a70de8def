namespace MtlDsl.Training;

/// <summary>The constants of the balancing methods; the defaults are those of the papers.</summary>
public sealed record BalancingOptions
{
    /// <summary>Temperature of <see cref="Balancing.Dwa"/>; the higher, the more even the weights.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>How strongly <see cref="Balancing.GradNorm"/> favours tasks that lag behind.</summary>
    public double Asymmetry { get; init; } = 1.5;

    /// <summary>
    /// How fast learnt weights move (<see cref="Balancing.Uncertainty"/>, <see cref="Balancing.ImtlL"/>, <see cref="Balancing.GradNorm"/>):
    /// the default settles within one or two hundred steps.
    /// </summary>
    public double Rate { get; init; } = 0.025;

    /// <summary>How far <see cref="Balancing.CaGrad"/> may leave the mean gradient, as a share of that gradient's norm.</summary>
    public double Radius { get; init; } = 0.5;

    /// <summary>
    /// Scales the weights of each step so that they sum to the number of tasks, as fixed weights do. Methods differ by a factor in what
    /// they do to the whole step (docs/training.md); this makes one learning rate fit all of them.
    /// </summary>
    public bool Normalize { get; init; }

    /// <summary>Makes sure that the values make sense.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    public void Validate()
    {
        Require(Temperature > 0, nameof(Temperature), Temperature, "above 0");
        Require(Asymmetry >= 0, nameof(Asymmetry), Asymmetry, "at least 0");
        Require(Rate is >= 0 and <= 1, nameof(Rate), Rate, "from 0 to 1");
        Require(Radius is >= 0 and < 1, nameof(Radius), Radius, "from 0 to below 1");
    }

    private static void Require(bool condition, string name, double value, string allowed)
    {
        if (!condition || !double.IsFinite(value))
            throw new ArgumentException(FormattableString.Invariant($"Balancing: {name} is {value}; it must be {allowed}."));
    }
}
