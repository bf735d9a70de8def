using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>Runs the command line of a program for the small network, as a user would.</summary>
internal sealed class CommandLine
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public string Output => output.ToString();

    public string Error => error.ToString();

    public Task<int> Run(params string[] args) => Run(CancellationToken.None, args);

    public Task<int> Run(CancellationToken stop, params string[] args)
    {
        output.GetStringBuilder().Clear();
        error.GetStringBuilder().Clear();
        return Program().With<TinyData>().RunAsync(args, output, error, stop);
    }

    /// <summary>A program whose data set needs a library that is not there.</summary>
    public Task<int> RunWithoutLibrary(params string[] args) => Program().With<BrokenData>().RunAsync(args, output, error, CancellationToken.None);

    /// <summary>A program with two data sets.</summary>
    public Task<int> RunWithTwo(params string[] args) => Program().With<TinyBoxes>().With<TinyMasks>().RunAsync(args, output, error, CancellationToken.None);

    /// <summary>A program whose data set labels one task only.</summary>
    public Task<int> RunWithBoxes(params string[] args) => Program().With<TinyBoxes>().RunAsync(args, output, error, CancellationToken.None);

    private sealed class BrokenData : TinyData
    {
        public override IExampleSource Open(string? root, Split split) =>
            throw new TypeInitializationException("Native", new DllNotFoundException("libimages.so is not there.\nIt was looked for in ..."));
    }

    private static MultitaskApp<TinyNetwork> Program() => MultitaskApp.For<TinyNetwork>().Defaults(
        new TrainingOptions { Iterations = 60, BatchSize = 8, LearningRate = 0.05, Warmup = 5, CheckpointEvery = 0 });
}
