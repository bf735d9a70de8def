namespace MtlDsl.Training;

/// <summary>How tasks that have learnt all they can are held back while others go on; see docs/decisions/0007.</summary>
public sealed record PacingOptions
{
    /// <summary>A task has peaked when so many validations in a row were not better than its best.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>Share of the steps that must be done before a task can have peaked: the first measures of a training say little.</summary>
    public double Earliest { get; init; } = 0.25;

    /// <summary>Weight of the loss that holds a peaked task to its own best answers, to the task's declared weight.</summary>
    public double AnchorWeight { get; init; } = 1;
}
