namespace MtlDsl.Training;

/// <summary>Where training stands before a step.</summary>
/// <param name="Iteration">Steps done.</param>
/// <param name="Iterations">Steps to do in all.</param>
/// <param name="StepsPerEpoch">Steps in which about every image comes once.</param>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="Seed">What all chance follows from.</param>
internal readonly record struct StepProgress(int Iteration, int Iterations, int StepsPerEpoch, double LearningRate, ulong Seed);
