using MtlDsl.Training.Evaluation;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

internal sealed class RecordingObserver : ITrainingObserver
{
    // The first steps make what lasts: gradients, the optimiser's state.
    private const int StepsUntilSteady = 5;

    private readonly List<long> liveTensors = [];

    public List<TrainingProgress> Steps { get; } = [];

    public List<(int Iteration, EvaluationResult Result, bool IsBest)> Evaluations { get; } = [];

    public Action<TrainingProgress>? OnStep { get; init; }

    public void Stepped(TrainingProgress progress)
    {
        Steps.Add(progress);
        liveTensors.Add(Tensor.TotalCount);
        OnStep?.Invoke(progress);
    }

    public void Evaluated(int iteration, EvaluationResult result, bool isBest) => Evaluations.Add((iteration, result, isBest));

    /// <summary>Tests that steps left no tensors behind. Finalizers may free what earlier tests left, so a count may fall, but not rise.</summary>
    public void ShouldHaveLeftNoTensors()
    {
        var steady = liveTensors[StepsUntilSteady..];
        steady.ShouldAllBe(count => count <= steady[0], string.Join(" ", liveTensors));
    }
}
