using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training.Tests.Learning;

internal sealed class RecordingObserver : ITrainingObserver
{
    public List<TrainingProgress> Steps { get; } = [];

    public List<(int Iteration, EvaluationResult Result, bool IsBest)> Evaluations { get; } = [];

    public Action<TrainingProgress>? OnStep { get; init; }

    public void Stepped(TrainingProgress progress)
    {
        Steps.Add(progress);
        OnStep?.Invoke(progress);
    }

    public void Evaluated(int iteration, EvaluationResult result, bool isBest) => Evaluations.Add((iteration, result, isBest));
}
