using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training.Recording;

/// <summary>Tells several observers, in their order.</summary>
public sealed class Observers(params IReadOnlyList<ITrainingObserver> observers) : ITrainingObserver
{
    /// <inheritdoc/>
    public void Stepped(TrainingProgress progress)
    {
        foreach (var observer in observers)
            observer.Stepped(progress);
    }

    /// <inheritdoc/>
    public void Evaluated(int iteration, EvaluationResult result, bool isBest)
    {
        foreach (var observer in observers)
            observer.Evaluated(iteration, result, isBest);
    }
}
