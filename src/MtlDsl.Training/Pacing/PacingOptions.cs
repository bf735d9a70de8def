namespace MtlDsl.Training;

/// <summary>How tasks that have learnt all they can are held back while others go on; see docs/decisions/0007.</summary>
public sealed record PacingOptions
{
    /// <summary>Validations whose mean is looked at: a task has peaked when the mean of the last ones has fallen below the highest mean.</summary>
    public int Window { get; init; } = 3;

    /// <summary>
    /// How sure a fall must be: so many times what the difference of two such means deviates by chance, as the jumps from one validation to the
    /// next tell it. With 0 any fall counts.
    /// </summary>
    public double Certainty { get; init; } = 3;

    /// <summary>Share of the steps that must be done before a task can have peaked: the first measures of a training say little.</summary>
    public double Earliest { get; init; } = 0.25;

    /// <summary>Weight of the loss that holds a peaked task to its own best answers, to the task's declared weight.</summary>
    public double AnchorWeight { get; init; } = 1;
}
