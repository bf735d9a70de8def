using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MtlDsl;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace JetsonRunner;

/// <summary>The command line: which file of the network, on what, and what to keep.</summary>
internal sealed class RunCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;
    private const int Interrupted = 130;

    // A camera that hangs cannot be asked to stop: after so long the process ends without it.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    private readonly Architecture architecture;
    private readonly Argument<string> network = new("network") { Description = "The exported network, an .onnx file" };
    private readonly Argument<string[]> files = new("files") { Description = "Image files, folders of them, video files, network addresses", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int?> camera = new("--camera") { Description = "Run on a camera until stopped", HelpName = "N" };
    private readonly Option<string?> pipeline = new("--pipeline") { Description = "Run on a GStreamer pipeline until stopped; it says the size of its frames and has no sink", HelpName = "TEXT" };
    private readonly Option<string?> program = new("--command") { Description = "Run until stopped on what a command writes: pixels of three bytes, red, green, blue", HelpName = "TEXT" };
    private readonly Option<PixelSize?> size = new("--size")
    {
        Description = "The size of the frames of --command", HelpName = "WIDTHxHEIGHT", CustomParser = result => ParseSize(result),
    };
    private readonly Option<string?> json = new("--json") { Description = "Where to append what every head says, a line a frame; - is the standard output", HelpName = "FILE" };
    private readonly Option<string?> pictures = new("--pictures") { Description = "Folder for pictures of the frames; of a live one, the newest now and then", HelpName = "DIR" };
    private readonly Option<ExecutionProvider[]> provider = new("--provider")
    {
        Description = "What computes the network; of several the first that can", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [ExecutionProvider.TensorRt, ExecutionProvider.Cuda, ExecutionProvider.Cpu],
    };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads that compute on the processor [default: one a core]", HelpName = "N" };
    private readonly Option<float> score = new("--score") { Description = "Least score of an object that counts", DefaultValueFactory = _ => 0.3f };
    private readonly Option<ImageFit> fit = new("--fit") { Description = "How images of another shape are brought into the input" };
    private readonly Option<double> every = new("--every") { Description = "Seconds between two lines on how fast it is", HelpName = "SECONDS", DefaultValueFactory = _ => 5 };
    private readonly RootCommand command;

    public RunCommand(Architecture architecture)
    {
        this.architecture = architecture;
        command = new RootCommand($"Run the exported network {architecture.Name} on a camera, videos or images.")
        {
            network, files, camera, pipeline, program, size, json, pictures, provider, threads, score, fit, every,
        };
        command.Validators.Add(result =>
        {
            bool[] sources =
            [
                result.GetResult(files) is { Tokens.Count: > 0 }, result.GetResult(camera) is not null, result.GetResult(pipeline) is not null,
                result.GetResult(program) is not null,
            ];
            if (sources.Count(isGiven => isGiven) != 1)
                result.AddError("Name one thing to run on: files, --camera, --pipeline or --command.");
            if (result.GetResult(program) is null != result.GetResult(size) is null)
                result.AddError("--command and --size go together: a command's pixels do not say how many make a frame.");
        });
        Require(camera, number => number >= 0, "a number from 0 on");
        Require(threads, number => number > 0, "a number from 1 on");
        Require(score, value => value is >= 0 and <= 1, "a score from 0 to 1");
        Require(every, seconds => seconds >= 0 && seconds <= TimeSpan.MaxValue.TotalSeconds, "seconds from 0 on");
        command.SetAction(Run);
    }

    /// <summary>Does what the arguments say.</summary>
    /// <returns>
    /// 0: done, or a camera was stopped; 1: it failed, or some of the frames; 2: the command line is wrong; 130: stopped before the last file.
    /// </returns>
    public async Task<int> InvokeAsync(string[] args)
    {
        var parsed = command.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = patience });
            return parsed.Errors.Count > 0 ? Usage : code;
        }
        catch (Exception problem)
        {
            Console.Error.WriteLine($"error: {problem.Message}");
            return Failure;
        }
    }

    // What is no number at all is refused without it.
    private static void Require(Option option, Predicate<double> isGood, string what) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && !isGood(number))
            result.AddError($"{option.Name} takes {what}, not {token.Value}.");
    });

    private async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        using var session = NetworkSession.Load(parsed.GetRequiredValue(network), architecture, new SessionSettings
        {
            Providers = parsed.GetRequiredValue(provider),
            Threads = parsed.GetValue(threads),
            Fit = parsed.GetValue(fit),
            Detection = new DetectionOptions(ScoreThreshold: parsed.GetValue(score)),
        });
        Console.Error.WriteLine(string.Join(' ', [.. session.PassedOver, $"{architecture.Name} runs on {session.Provider}."]));
        await using var lines = Lines(parsed.GetValue(json));
        var run = new FrameRun(session, lines, parsed.GetValue(pictures), TimeSpan.FromSeconds(parsed.GetValue(every)));
        foreach (var frames in Sources(parsed))
            using (frames)
                if (!await run.On(frames, stop))
                    return frames.IsLive ? Success : Interrupted;
        return run.Broken == 0 ? Success : Failure;
    }

    private IEnumerable<NamedFrames> Sources(ParseResult parsed) =>
        parsed.GetValue(pipeline) is { } description ? [NamedFrames.Pipeline(description)]
        : parsed.GetValue(program) is { } text ? [NamedFrames.Command(text, parsed.GetValue(size)!.Value)]
        : parsed.GetValue(camera) is { } number ? [NamedFrames.Camera(number)]
        : NamedFrames.Of(ImageFiles.Find(parsed.GetRequiredValue(files)));

    private static PixelSize? ParseSize(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Split('x') is [var width, var height] && int.TryParse(width, CultureInfo.InvariantCulture, out var columns)
            && int.TryParse(height, CultureInfo.InvariantCulture, out var rows) && columns > 0 && rows > 0)
            return new PixelSize(columns, rows);
        result.AddError($"--size takes a width and a height, 1280x720, not {text}.");
        return null;
    }

    private static Stream? Lines(string? file) => file switch
    {
        null => null,
        "-" => Console.OpenStandardOutput(),
        _ => new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read),
    };
}
