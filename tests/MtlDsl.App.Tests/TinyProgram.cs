using MtlDsl.Training;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>
/// The program that this assembly is when it is started by itself: a user's program for the small network, for a test to kill. One that takes a first
/// argument of its own greets, and hands on what follows it.
/// </summary>
internal static class TinyProgram
{
    public static Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["--own", .. var rest]:
                Console.WriteLine("This is the tiny program.");
                return Run(rest);
            case ["--changed", .. var rest]:
                return Run([.. rest, "--seed", "1"]);
            default:
                return Run(args);
        }
    }

    private static Task<int> Run(string[] args) => MultitaskApp.For<TinyNetwork>().With<TinyData>()
        .Defaults(new TrainingOptions { Iterations = 60, BatchSize = 4, LearningRate = 0.05, Warmup = 5 })
        .RunAsync(args);
}
