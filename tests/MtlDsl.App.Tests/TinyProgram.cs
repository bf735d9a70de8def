using MtlDsl.Training;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>The program that this assembly is when it is started by itself: a user's program for the small network, for a test to kill.</summary>
internal static class TinyProgram
{
    public static Task<int> Main(string[] args) => MultitaskApp.For<TinyNetwork>().With<TinyData>()
        .Defaults(new TrainingOptions { Iterations = 60, BatchSize = 4, LearningRate = 0.05, Warmup = 5 })
        .RunAsync(args);
}
