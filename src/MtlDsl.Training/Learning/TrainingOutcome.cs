using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training;

/// <summary>How a training ended.</summary>
/// <param name="Iteration">Steps done.</param>
/// <param name="Completed">Whether these are all steps, and measured; false where it was asked to stop.</param>
/// <param name="LastEvaluation">The last measures; null where nothing was measured.</param>
public sealed record TrainingOutcome(int Iteration, bool Completed, EvaluationResult? LastEvaluation)
{
    /// <summary>The heads whose losses ended far beyond what they were at first: their training has diverged.</summary>
    public IReadOnlyList<string> Diverged { get; init; } = [];
}
