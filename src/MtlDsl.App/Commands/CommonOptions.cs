using System.CommandLine;
using System.Numerics;
using MtlDsl.Training;
using MtlDsl.Training.Distributed;
using TorchSharp;

namespace MtlDsl.App.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string[]> Data() => new("--data")
    {
        Description = "Folder of the data set; with several data sets Name=DIR, once for each",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    public static Option<string> Run(string network) => new("--run")
    {
        Description = "Folder of the run: settings, log, checkpoints, weights",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("runs", network),
    };

    public static Option<string?> Weights() => new("--weights")
    {
        Description = "The network's weights, .safetensors or .pth [default: weights.safetensors of the run]",
        HelpName = "FILE",
    };

    public static Option<string?> TrunkWeights() => new("--weights") { Description = "Weights of the trunk, .pth or .safetensors", HelpName = "FILE" };

    public static Option<string?> Onnx(string what) => new("--onnx")
    {
        Description = $"{what} [default: model.onnx of the run]",
        HelpName = "FILE",
    };

    /// <summary>Processes that train together share the cores of their machine.</summary>
    public static Option<int> Threads() => Positive("--threads", "Threads that compute", Math.Max(1, Environment.ProcessorCount / RankSettings.ProcessesHere));

    /// <summary>Where torch computes.</summary>
    /// <param name="value">The device where the command line names none: the program's.</param>
    public static Option<string> Device(string value)
    {
        var option = new Option<string>("--device") { Description = $"Where torch computes: {Devices.Names}", HelpName = "DEVICE", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Devices.IsName(result.Tokens[0].Value))
                result.AddError($"--device is {result.Tokens[0].Value}; it is {Devices.Names}.");
        });
        return option;
    }

    public static Option<int> Positive(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Numbers.TryRead(result.Tokens[0].Value, out int number) && number < 1)
                result.AddError($"{name} is {number}; it must be at least 1.");
        });
        return option;
    }

    public static Option<T> Share<T>(string name, string description, T value)
        where T : IFloatingPoint<T>
    {
        var option = new Option<T>(name) { Description = description, HelpName = "SHARE", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(Numbers.TryRead(result.Tokens[0].Value, out T share) && share >= T.Zero && share <= T.One))
                result.AddError($"{name} is {result.Tokens[0].Value}; it is a share, 0 to 1, written with a point.");
        });
        return option;
    }

    /// <summary>The file of an exported network: the one that was named, or that of the run.</summary>
    public static string OnnxFile(string? named, string run) => named ?? Path.Combine(run, "model.onnx");

    /// <summary>The file of a network's weights: the one that was named, or that of the run.</summary>
    public static string WeightsFile(string? named, string run) => named ?? new RunFolder(run).Weights;

    /// <summary>The file of weights that a name stands for: itself, or that of a run where it is a folder.</summary>
    public static string WeightsOf(string runOrFile) => Directory.Exists(runOrFile) ? new RunFolder(runOrFile).LatestWeights : runOrFile;

    /// <summary>Whether the command line itself names an option, and it does not just have its default.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>libtorch starts with one thread whatever the machine has.</summary>
    public static void UseThreads(int threads) => torch.set_num_threads(threads);
}
