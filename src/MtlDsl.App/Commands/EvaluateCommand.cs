using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary><c>evaluate</c>: measures trained weights, or an exported network, on the test images.</summary>
internal sealed class EvaluateCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Option<string[]> data = CommonOptions.Data();
    private readonly Option<string> run;
    private readonly Option<string?> weights = CommonOptions.Weights();
    private readonly Option<string?> onnx = new("--onnx") { Description = "Measure this exported network instead of the weights", HelpName = "FILE" };
    private readonly Option<string?> json = new("--json") { Description = "Where to write all measures for programs, with the confusion of the classes", HelpName = "FILE" };
    private readonly Option<string?> coco = new("--coco-results") { Description = "Where to write the detections in COCO's results format", HelpName = "FILE" };
    private readonly Option<string> device;
    private readonly Option<int> threads = CommonOptions.Threads();

    public EvaluateCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        device = CommonOptions.Device(context.Defaults.Device);
        Command = new Command("evaluate", "Measure the network on the test images") { data, run, weights, onnx, json, coco, device, threads };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var (file, named) = (parsed.GetValue(onnx), parsed.GetValue(weights));
        if (file is not null && named is not null)
            throw new UsageException("--weights and --onnx exclude each other: one network is measured.");
        if (file is not null && parsed.IsGiven(device))
            throw new UsageException("--device says where torch computes; an exported network (--onnx) is computed by ONNX Runtime.");
        var detections = parsed.GetValue(coco) is null ? null : new CocoResultsFile(context.Architecture, coco.Name);
        CommonOptions.UseThreads(parsed.GetValue(threads));
        var images = context.Each(context.OpenImages(context.Roots(parsed.GetRequiredValue(data)), Split.Test));
        var result = file is null
            ? EvaluateWeights(CommonOptions.WeightsFile(named, parsed.GetRequiredValue(run)), parsed.GetRequiredValue(device), images, detections)
            : EvaluateOnnx(file, parsed.GetValue(threads), images, detections);
        context.Screen.Show(result);
        context.Screen.Write(parsed.GetValue(json), path => AtomicFile.Write(path, EvaluationJson.Write(result)));
        context.Screen.Write(parsed.GetValue(coco), path => detections!.Write(path));
        return ExitCode.Success;
    }

    private EvaluationResult EvaluateWeights(string file, string place, IEnumerable<EvaluationImage> images, CocoResultsFile? detections)
    {
        using var model = context.LoadModel(file, place, out var loaded);
        if (loaded.Learned.Count > 0)
            context.Screen.Line($"Measured: {string.Join(", ", loaded.Learned)}; the other heads did not learn in this run (--only).");
        return Evaluator.Evaluate(model, images, answered: detections is null ? null : detections.Add).Of(loaded.Learned);
    }

    private EvaluationResult EvaluateOnnx(string file, int threadCount, IEnumerable<EvaluationImage> images, CocoResultsFile? detections)
    {
        using var session = PlainForm.Open(file, context.Architecture, new SessionSettings { Threads = threadCount });
        return Evaluator.Evaluate(context.Architecture, images, session.RunOne, answered: detections is null ? null : detections.Add);
    }
}
