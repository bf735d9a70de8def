using System.CommandLine;
using System.Reflection;
using MtlDsl.App.Commands;
using MtlDsl.App.Display;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Messages;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;

namespace MtlDsl.App;

/// <summary>A program for a declared network: which data sets it knows, and its command line.</summary>
/// <typeparam name="TModel">The network.</typeparam>
public sealed class MultitaskApp<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly List<DataSet> dataSets = [];
    private TrainingOptions defaults = new();

    internal MultitaskApp()
    {
    }

    /// <summary>Adds a data set. With several, a batch takes images of each.</summary>
    /// <param name="weight">How many images of this data set come to the others' weights.</param>
    public MultitaskApp<TModel> With<TData>(int weight = 1) where TData : DataAdapter, new()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        dataSets.Add(new DataSet(new TData(), weight));
        return this;
    }

    /// <summary>Sets what training does where the command line says nothing.</summary>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    public MultitaskApp<TModel> Defaults(TrainingOptions options)
    {
        options.Validate();
        defaults = options;
        return this;
    }

    /// <summary>Runs the command that the arguments name. Ctrl-C stops it in good order.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var interruption = new Interruption();
        return await RunAsync(args, Console.Out, Console.Error, interruption.Token);
    }

    /// <summary>Runs the command that the arguments name, writing where it is told.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where results go; bars and colours come only on a terminal.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (MemoryProbe.IsAskedFor(args))
        {
            MemoryProbe.Run(args, output);
            return ExitCode.Success;
        }
        var verbose = new Option<bool>("--verbose") { Description = "Show where an error arose", Recursive = true };
        var screen = Screen.On(RankSettings.IsFirstHere ? output : TextWriter.Null);
        var context = new CommandContext<TModel>(dataSets, defaults, screen, new OwnProgram(args, Environment.GetCommandLineArgs()), stop);
        var root = ProgramCommand.Create(
            RootCommand.ExecutableName,
            $"Describe, train, measure, export and run the network {context.Architecture.Name}.",
            new DescribeCommand<TModel>(context).Command,
            new TrainCommand<TModel>(context).Command,
            new EvaluateCommand<TModel>(context).Command,
            new ExportCommand<TModel>(context).Command,
            new VerifyCommand<TModel>(context).Command,
            new BenchmarkCommand<TModel>(context).Command,
            new PredictCommand<TModel>(context).Command,
            new DataCommand<TModel>(context).Command,
            new CompareCommand(context.Screen).Command,
            new DemoCommand<TModel>(context).Command);
        root.Options.Add(verbose);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in UsageErrors.Of(parsed))
                error.WriteLine($"error: {Printable.Line(problem)}");
            error.WriteLine(parsed.CommandResult.Command == root ? "See --help." : $"See {parsed.CommandResult.Command.Name} --help.");
            return ExitCode.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = error }, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            error.WriteLine("Stopped.");
            return ExitCode.Interrupted;
        }
        catch (UsageException problem)
        {
            error.WriteLine($"error: {Printable.Line(problem.Message)}");
            return ExitCode.Usage;
        }
        catch (Exception problem)
        {
            error.WriteLine(parsed.GetValue(verbose) ? Printable.Lines(problem.ToString()) : $"error: {Printable.Line(FirstLine(Cause(problem).Message))}");
            return ExitCode.Failure;
        }
    }

    // What static constructors, new() and tasks throw only wraps what went wrong.
    private static Exception Cause(Exception problem) =>
        problem is TypeInitializationException or TargetInvocationException or AggregateException && problem.InnerException is { } inner
            ? Cause(inner)
            : problem;

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
