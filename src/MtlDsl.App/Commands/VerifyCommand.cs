using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.App.Verifying;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary><c>verify</c>: compares ONNX Runtime's outputs with torch's on random values, edges and images, and finds the first layer that differs.</summary>
internal sealed class VerifyCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Argument<string[]> images = new("images") { Description = "Image files or folders to compare on as well", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> run;
    private readonly Option<string?> weights = CommonOptions.Weights();
    private readonly Option<string?> onnx = CommonOptions.Onnx("The exported network");
    private readonly Option<int> random = CommonOptions.Positive("--random", "Inputs of random values", 4);
    private readonly Option<string> device;
    private readonly Option<int> threads = CommonOptions.Threads();

    public VerifyCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        device = CommonOptions.Device(context.Defaults.Device);
        Command = new Command("verify", "Compare the exported network with the trained one") { images, run, weights, onnx, random, device, threads };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(run);
        CommonOptions.UseThreads(parsed.GetValue(threads));
        using var comparison = new Comparison<TModel>(
            context, CommonOptions.WeightsFile(parsed.GetValue(weights), folder), CommonOptions.OnnxFile(parsed.GetValue(onnx), folder), parsed.GetRequiredValue(device));
        var results = Kinds(parsed).Where(kind => kind.Count > 0).Select(kind => (Kind: kind, Result: comparison.Run(kind.Inputs))).ToList();
        context.Screen.Show([.. results.Select(pair => (pair.Kind.Name, pair.Result))]);
        if (results.FirstOrDefault(pair => !pair.Result.Passed) is not { Kind: { } differing })
            return ExitCode.Success;
        context.Screen.Show(comparison.FindLayer(differing.Inputs.First(input => !comparison.Run([input]).Passed)));
        return ExitCode.Failure;
    }

    private IReadOnlyList<InputKind> Kinds(ParseResult parsed)
    {
        var (architecture, count, files) = (context.Architecture, parsed.GetValue(random), ImageFiles.Find(parsed.GetValue(images) ?? []));
        var edges = EdgeInputs.Of(architecture);
        return
        [
            new("random values", count, Verification.RandomInputs(architecture, count, seed: 0)),
            new("edges", edges.Count, edges),
            new("images", files.Count, ImageInputs.Of(architecture, files, context.Stop)),
        ];
    }
}
