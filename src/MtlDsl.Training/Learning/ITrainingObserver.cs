using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training;

/// <summary>Is told how training goes. All calls come on the training thread.</summary>
public interface ITrainingObserver
{
    /// <summary>A step is done.</summary>
    void Stepped(TrainingProgress progress);

    /// <summary>The network was measured.</summary>
    /// <param name="iteration">Steps done.</param>
    /// <param name="result">The measures.</param>
    /// <param name="isBest">Whether it is the best so far; its weights were kept.</param>
    void Evaluated(int iteration, EvaluationResult result, bool isBest);
}
