using System.CommandLine;
using System.Globalization;
using MtlDsl.App.Benchmarking;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Recording;
using static TorchSharp.torch;

namespace MtlDsl.App.Commands;

/// <summary><c>benchmark</c>: what the network takes beside networks for one task each, in ONNX Runtime; needs neither data nor trained weights.</summary>
internal sealed class BenchmarkCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Option<string?> run = new("--run") { Description = "Folder of a run whose weights to take [default: weights of chance]", HelpName = "DIR" };
    private readonly Option<string?> weights = new("--weights") { Description = "The network's weights, .safetensors or .pth; times do not depend on them", HelpName = "FILE" };
    private readonly Option<string[]> onnx = new("--onnx")
    {
        Description = "Measure these exported networks against each other instead", HelpName = "FILE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string> threads = new("--threads")
    {
        Description = "Threads that compute a call; several numbers to compare them", HelpName = "N,N",
        DefaultValueFactory = _ => Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };
    private readonly Option<string> batch = new("--batch") { Description = "Images a call; several numbers to compare them", HelpName = "N,N", DefaultValueFactory = _ => "1" };
    private readonly Option<int> rounds = CommonOptions.Positive("--rounds", "Calls of each network", 30);
    private readonly Option<ExecutionProvider> provider = new("--provider") { Description = "What computes" };
    private readonly Option<bool> skipMemory = new("--skip-memory") { Description = "Measure no memory, which takes a process for each network" };
    private readonly Option<bool> profile = new("--profile") { Description = "Show which nodes of the network take the time" };
    private readonly Option<string?> json = new("--json") { Description = "Where to write the figures for programs", HelpName = "FILE" };
    private readonly Option<string?> svg = new("--svg") { Description = "Where to write a chart", HelpName = "FILE" };

    public BenchmarkCommand(CommandContext<TModel> context)
    {
        this.context = context;
        Command = new Command("benchmark", "Measure time and memory of the network, its trunk, and networks for one task each")
        {
            run, weights, onnx, threads, batch, rounds, provider, skipMemory, profile, json, svg,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var files = parsed.GetValue(onnx) ?? [];
        if (files.Length > 0 && (parsed.IsGiven(run) || parsed.IsGiven(weights) || parsed.IsGiven(batch)))
            throw new UsageException("--onnx measures files as they are: --run, --weights and --batch do not go with it.");
        var counts = Counts("--threads", parsed.GetRequiredValue(threads));
        var batches = Counts("--batch", parsed.GetRequiredValue(batch));
        var folder = Directory.CreateTempSubdirectory("mtldsl-benchmark-");
        try
        {
            var result = files.Length > 0
                ? Measure(parsed, counts, [() => [.. files.Select(Open)]], folder.FullName)
                : Measure(parsed, counts, [.. batches.Select(images => (Func<IReadOnlyList<Subject>>)(() => Export(parsed, images, folder.FullName)))], folder.FullName);
            context.Screen.Show(result);
            Write(parsed.GetValue(json), () => BenchmarkJson.Write(result, RunEnvironment.Current(0)));
            Write(parsed.GetValue(svg), () => BenchmarkChart.Draw(result));
            return ExitCode.Success;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private BenchmarkResult Measure(ParseResult parsed, int[] counts, IReadOnlyList<Func<IReadOnlyList<Subject>>> batches, string folder)
    {
        var latency = new LatencyBenchmark(parsed.GetValue(rounds));
        var memory = parsed.GetValue(skipMemory) ? null : new MemoryBenchmark(context.Program.With, WriteNothing(folder));
        var rows = new List<Measured>();
        IReadOnlyList<NodeTime> nodes = [];
        foreach (var open in batches)
        {
            var subjects = open();
            var settings = counts.Select(count => new SessionSettings { Threads = count, Provider = parsed.GetValue(provider) }).ToList();
            var held = memory is null ? subjects.Select(_ => (ProcessMemory?)null).ToList() : Hold(memory, subjects, settings[0]);
            foreach (var setting in settings)
            {
                var times = Time(latency, subjects, setting);
                rows.AddRange(subjects.Zip(times, (subject, time) => new Measured(subject, setting.Threads!.Value, time, null))
                    .Zip(held, (row, bytes) => row with { Memory = setting == settings[0] ? bytes : null }));
            }
            if (nodes.Count == 0 && parsed.GetValue(profile))
                nodes = NodeProfile.Measure(subjects.First(s => s.Role is Role.Whole or Role.File).Candidate.Files[0], settings[0], latency.Rounds);
        }
        return new BenchmarkResult(context.Architecture.Name, parsed.GetValue(provider), latency.Rounds, rows, nodes);
    }

    private static Subject Open(string file) => new(Role.File, new Candidate(file, [file]), OnnxModel.Load(file).Batch ?? 1);

    private IReadOnlyList<Latency> Time(LatencyBenchmark benchmark, IReadOnlyList<Subject> subjects, SessionSettings settings)
    {
        IReadOnlyList<Latency> times = [];
        var calls = 0;
        context.Screen.Count(
            $"{settings.Threads} thread(s), {string.Join(" or ", subjects.Select(s => s.Images).Distinct())} image(s)", subjects.Count * (benchmark.WarmUp + benchmark.Rounds),
            progress => times = benchmark.Run([.. subjects.Select(s => s.Candidate)], settings, () => progress.Report(++calls), context.Stop));
        return times;
    }

    private List<ProcessMemory?> Hold(MemoryBenchmark memory, IReadOnlyList<Subject> subjects, SessionSettings settings)
    {
        var held = new List<ProcessMemory?>();
        context.Screen.Count("memory, in processes of its own", subjects.Count, progress =>
        {
            foreach (var subject in subjects)
            {
                held.Add(memory.Measure(subject.Candidate, settings, context.Stop));
                progress.Report(held.Count);
            }
        });
        return held;
    }

    private IReadOnlyList<Subject> Export(ParseResult parsed, int images, string folder)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, images.ToString(CultureInfo.InvariantCulture))).FullName;
        var options = new ExportOptions { Batch = images };
        var file = parsed.GetValue(weights) ?? (parsed.GetValue(run) is { } named ? new RunFolder(named).Weights : null);
        if (file is not null)
        {
            var whole = Path.Combine(place, "network.onnx");
            ModelExporter.Export<TModel>(file, whole, options);
            return DeclaredNetworks.Write(OnnxModel.Load(whole), context.Architecture, place);
        }
        manual_seed(0);
        using var model = new TModel();
        return DeclaredNetworks.Write(TModel.ToOnnx(new ModuleWeights(model.Module), options), context.Architecture, place);
    }

    // What a process holds with it is the runtime's own.
    private static string WriteNothing(string folder)
    {
        var graph = new OnnxGraph("nothing", new WeightTable(), new ExportOptions());
        graph.Output(graph.Relu(graph.Input(Architecture.InputName, 3, 8, 8)), "nothing");
        var file = Path.Combine(folder, "nothing.onnx");
        graph.Build().Save(file);
        return file;
    }

    private static int[] Counts(string option, string text) =>
    [
        .. text.Split(',').Select(part => Numbers.TryRead(part, out int number) && number > 0
            ? number
            : throw new UsageException($"{option} is {text}; it takes numbers from 1, with commas between them.")),
    ];

    private void Write(string? file, Func<string> text)
    {
        if (file is null)
            return;
        AtomicFile.Write(file, text());
        context.Screen.Line($"Wrote {file}");
    }
}
