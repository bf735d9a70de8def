using System.CommandLine;
using System.Globalization;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;

namespace MtlDsl.App.Commands;

/// <summary>
/// <c>predict</c>: runs the exported network on images, videos or a camera, and keeps what it saw: pictures, a table of the objects, JSON,
/// results for COCO's and Pascal VOC's evaluation, class maps, embeddings.
/// </summary>
internal sealed class PredictCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    // Nobody reads a table of more.
    private const int MostRows = 200;

    private readonly CommandContext<TModel> context;
    private readonly Argument<string[]> images = new("images") { Description = "Image files, folders of them, video files", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> run;
    private readonly Option<string?> onnx = CommonOptions.Onnx("The exported network");
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the pictures, which are drawn if it is named or nothing else is asked for", HelpName = "DIR", DefaultValueFactory = _ => "overlays",
    };
    private readonly Option<string?> json = new("--json") { Description = "Where to write what every head says, a line an image", HelpName = "FILE" };
    private readonly Option<string?> coco = new("--coco") { Description = "Where to write the detections in COCO's results format", HelpName = "FILE" };
    private readonly Option<string?> voc = new("--voc") { Description = "Folder for the detections in Pascal VOC's results format, a file a class", HelpName = "DIR" };
    private readonly Option<string?> masks = new("--masks") { Description = "Folder for the class maps, PNG files with a palette", HelpName = "DIR" };
    private readonly Option<int?> camera = new("--camera") { Description = "Run on a camera until stopped; frames that come too fast are dropped", HelpName = "N" };
    private readonly Option<float> score = CommonOptions.Share("--score", "Least score of an object that counts; evaluations want 0.01", 0.3f);
    private readonly Option<ImageFit> fit = new("--fit") { Description = "How images of another shape are brought into the input" };
    private readonly Option<ExecutionProvider[]> provider = new("--provider")
    {
        Description = "What computes the network; of several the first that can", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [ExecutionProvider.Cpu],
    };
    private readonly Option<int> threads = CommonOptions.Threads();

    public PredictCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        Command = new Command("predict", "Run the exported network on images")
        {
            images, run, onnx, output, json, coco, voc, masks, camera, score, fit, provider, threads,
        };
        Command.Validators.Add(result =>
        {
            if (result.GetResult(images) is { Tokens.Count: > 0 } == result.GetResult(camera) is not null)
                result.AddError("predict takes images, or --camera: one of both.");
        });
        camera.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Numbers.TryRead(result.Tokens[0].Value, out int number) && number < 0)
                result.AddError($"--camera is {number}; cameras count from 0.");
        });
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var files = ImageFiles.Find(parsed.GetValue(images) ?? []);
        var settings = new SessionSettings
        {
            Threads = parsed.GetValue(threads),
            Providers = parsed.GetRequiredValue(provider),
            Fit = parsed.GetValue(fit),
            Detection = new DetectionOptions(ScoreThreshold: parsed.GetValue(score)),
        };
        var network = CommonOptions.OnnxFile(parsed.GetValue(onnx), parsed.GetRequiredValue(run));
        using var session = NetworkSession.Load(network, context.Architecture, settings);
        if (session.Batch is > 1 and var batch)
            throw new NotSupportedException($"'{network}' takes {batch} images a call and predict gives it one at a time: export it with --batch 1 or 0.");
        if (parsed.IsGiven(provider))
            context.Screen.Line(string.Join(' ', [.. session.PassedOver, $"{context.Architecture.Name} runs on {session.Provider}."]));
        var (good, bad) = (0, 0);
        if (parsed.GetValue(json) is { } file)
        {
            AtomicFile.Write(file, stream => (good, bad) = Predict(parsed, files, session, new JsonLines(stream)));
            context.Screen.Line($"Wrote {file}");
        }
        else
            (good, bad) = Predict(parsed, files, session, null);
        return bad == 0 ? ExitCode.Success : throw new InvalidDataException($"{bad} of {good + bad} images could not be used; see above.");
    }

    private (int Good, int Bad) Predict(ParseResult parsed, IReadOnlyList<string> files, NetworkSession session, JsonLines? lines)
    {
        var results = Results(parsed, lines);
        var names = new ImageNames(context.Screen);
        var reduced = new ReducedImages(context.Architecture.Input);
        var (good, bad) = (0, 0);
        foreach (var frames in parsed.GetValue(camera) is { } number ? [NamedFrames.Camera(number)] : NamedFrames.Of(files))
            using (frames)
                context.Screen.Count("Images", frames.Count, progress =>
                {
                    var (more, failed) = Predict(session, frames, names, results, reduced, progress).GetAwaiter().GetResult();
                    (good, bad) = (good + more, bad + failed);
                });
        if (reduced.Describe() is { } loss)
            context.Screen.Line(loss);
        results.Finish(context.Screen);
        if (results.Overlays is not { } overlays)
            return (good, bad);
        if (overlays.Rows.Count > 0)
            context.Screen.Table(OverlayWriter.Columns, numbers: 5, overlays.Rows.Take(MostRows));
        if (overlays.Rows.Count > MostRows)
            context.Screen.Line($"These are the first {MostRows} of {overlays.Rows.Count} rows; --json FILE writes all.");
        if (overlays.Finish() is { } embeddings)
            context.Screen.Line($"The embeddings are in {Path.GetFullPath(embeddings)}");
        context.Screen.Line($"{good} pictures are in {Path.GetFullPath(parsed.GetRequiredValue(output))}");
        return (good, bad);
    }

    private async Task<(int Good, int Bad)> Predict(
        NetworkSession session, NamedFrames named, ImageNames names, ResultFiles results, ReducedImages reduced, IProgress<int> progress)
    {
        var (good, bad) = (0, 0);
        var settings = new PipelineSettings { KeepImages = results.Overlays is not null, WhenFull = named.IsLive ? FullQueue.DropOldest : FullQueue.Wait };
        await using var frames = session.Stream(named.Source, settings, context.Stop);
        try
        {
            await foreach (var frame in frames)
            {
                var name = names.Of(named.Name(frame.Number));
                if (frame.Error is { } error)
                {
                    bad++;
                    results.Json?.Add(name, error);
                    context.Screen.Line($"Left out {named.Path(frame.Number)}: {error.Message}");
                }
                else
                {
                    good++;
                    reduced.Add(frame.Prediction.ImageSize);
                    results.Add(name, frame.Image, frame.Prediction);
                }
                progress.Report(good + bad);
            }
        }
        catch (OperationCanceledException) when (named.IsLive)
        {
            // A camera has no other end.
        }
        return (good, bad);
    }

    private ResultFiles Results(ParseResult parsed, JsonLines? lines)
    {
        var (cocoFile, vocFolder, maskFolder) = (parsed.GetValue(coco), parsed.GetValue(voc), parsed.GetValue(masks));
        var isAlone = lines is null && cocoFile is null && vocFolder is null && maskFolder is null;
        return new ResultFiles
        {
            Json = lines,
            Coco = cocoFile is null ? null : (new CocoResultsFile(context.Architecture, coco.Name), cocoFile),
            Voc = vocFolder is null ? null : (new VocResultsFolder(CocoResultsFile.HeadOf(context.Architecture, voc.Name), context.Screen), vocFolder),
            Masks = maskFolder is null ? null : new MaskFolder(context.Architecture, maskFolder, masks.Name),
            Overlays = isAlone || parsed.IsGiven(output) ? new OverlayWriter(parsed.GetRequiredValue(output)) : null,
        };
    }
}
