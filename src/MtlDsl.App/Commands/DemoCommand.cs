using System.CommandLine;
using System.Globalization;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary><c>demo</c>: the whole line in one go: train, measure, export, verify, and pictures of the test images.</summary>
internal sealed class DemoCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private const int RandomInputs = 2;

    private readonly CommandContext<TModel> context;
    private readonly Option<string[]> data = CommonOptions.Data();
    private readonly Option<string?> weights = CommonOptions.TrunkWeights();
    private readonly Option<string> run;
    private readonly Option<int> pictures = CommonOptions.Positive("--pictures", "Test images to make pictures of", 12);
    private readonly Option<string> device;
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly TrainingSettings settings;

    public DemoCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run($"{context.Architecture.Name}-demo");
        device = CommonOptions.Device(context.Defaults.Device);
        settings = new TrainingSettings(context.Defaults, context.Architecture.Input);
        Command = new Command("demo", "Train, measure, export, verify and run the network on test images") { data, weights, run, pictures, device, threads };
        foreach (var option in settings.All)
            Command.Options.Add(option);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = new RunFolder(parsed.GetRequiredValue(run));
        RunLock.RefuseHeld(folder);
        var roots = context.Roots(parsed.GetRequiredValue(data));
        var onnx = CommonOptions.OnnxFile(null, folder.Path);
        CommonOptions.UseThreads(parsed.GetValue(threads));
        var place = parsed.GetRequiredValue(device);

        context.Screen.Line($"Training {context.Architecture.Name}");
        var outcome = new TrainingRun<TModel>(context, folder, roots)
            .Begin(settings.Read(parsed) with { Device = place }, parsed.GetValue(weights), UnfoldBatchNorms.Automatic);
        if (!outcome.Completed || outcome.LastEvaluation is not { } trained)
            return ExitCode.Interrupted;

        context.Screen.Line("Exporting and verifying");
        ModelExporter.Export<TModel>(folder.Weights, onnx, new ExportOptions());
        var verification = Verify(folder.Weights, onnx, place);

        context.Screen.Line("Measuring the exported network");
        using var session = NetworkSession.Load(onnx, context.Architecture, new SessionSettings { Threads = parsed.GetValue(threads) });
        var exported = Evaluator.Evaluate(context.Architecture, context.Each(context.OpenImages(roots, Split.Test)), input => session.Run(input));
        context.Screen.Show(exported);

        var overlays = DrawPictures(session, folder, roots, parsed.GetValue(pictures));
        ShowSummary(trained, exported, verification, onnx);
        context.Screen.Line($"Pictures of what the network sees: {Path.GetFullPath(overlays)}");
        return verification.Passed ? ExitCode.Success : ExitCode.Failure;
    }

    private VerificationResult Verify(string weightsFile, string onnxFile, string place)
    {
        using var comparison = new Comparison<TModel>(context, weightsFile, onnxFile, place);
        var result = comparison.Run(Verification.RandomInputs(context.Architecture, RandomInputs, seed: 0));
        context.Screen.Show(result);
        return result;
    }

    private string DrawPictures(NetworkSession session, RunFolder folder, DataRoots roots, int count)
    {
        var overlays = Path.Combine(folder.Path, "overlays");
        var writer = new OverlayWriter(overlays);
        var names = new UniqueNames();
        foreach (var image in context.Each(context.OpenImages(roots, Split.Test)).Take(count))
            using (image)
                writer.Add(names.Of(image.Id), image.Image, session.Predict(image.Image));
        writer.Finish();
        return overlays;
    }

    private void ShowSummary(EvaluationResult trained, EvaluationResult exported, VerificationResult verification, string onnx)
    {
        var heads = trained.Heads.Join(exported.Heads, torch => torch.Head, runtime => runtime.Head, (torch, runtime) => (IReadOnlyList<string>)
        [
            $"{torch.Head}, {torch.Measures[0]}",
            string.Create(CultureInfo.InvariantCulture, $"{torch.Score:0.000} in torch, {runtime.Score:0.000} exported"),
        ]);
        context.Screen.Table(["what", "result"], numbers: 0,
        [
            .. heads,
            ["torch against ONNX Runtime", string.Create(CultureInfo.InvariantCulture, $"{verification.Outputs.Max(o => o.MaxError):0.0e+0} relative error")],
            ["exported network", string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(onnx).Length / 1e6:0.0} MB, {onnx}")],
        ]);
    }
}
