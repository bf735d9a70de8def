using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.App.Verifying;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary>
/// <c>verify</c>: compares ONNX Runtime's outputs with torch's on random values, edges and images, and finds the first layer that differs. A file in
/// another precision is held to what rounding may cost.
/// </summary>
internal sealed class VerifyCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private const string EdgeKind = "edges";

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
        if (comparison.Precision is not Precision.Float32 and var precision)
            return Measure(parsed, comparison, precision);
        var results = Kinds(parsed).Where(kind => kind.Count > 0).Select(kind => (Kind: kind, Result: comparison.Run(kind.Inputs))).ToList();
        context.Screen.Show([.. results.Select(pair => (pair.Kind.Name, pair.Result))]);
        if (results.FirstOrDefault(pair => !pair.Result.Passed) is not { Kind: { } differing })
            return ExitCode.Success;
        context.Screen.Show(comparison.FindLayer(differing.Inputs.First(input => !comparison.Run([input]).Passed)));
        return ExitCode.Failure;
    }

    // Rounded numbers are not torch's to a ten-thousandth, and no layer is at fault for it. The edges lie outside of what an int8 file is calibrated for.
    private int Measure(ParseResult parsed, Comparison<TModel> comparison, Precision precision)
    {
        List<PrecisionErrors> errors =
        [
            .. Kinds(parsed).Where(kind => kind.Count > 0 && kind.Name != EdgeKind)
                .Select(kind => new PrecisionErrors(kind.Name, kind.Count, comparison.Errors(kind.Inputs), precision)),
        ];
        context.Screen.Show(errors);
        var passed = errors.TrueForAll(kind => kind.Passed);
        context.Screen.Line($"The file is in {precision}: {(passed ? "its errors are those of rounding" : "its errors are more than rounding makes; export it again, and verify the Float32 export to find a layer")}. What they cost, evaluate --onnx FILE tells.");
        return passed ? ExitCode.Success : ExitCode.Failure;
    }

    private IReadOnlyList<InputKind> Kinds(ParseResult parsed)
    {
        var (architecture, count, files) = (context.Architecture, parsed.GetValue(random), ImageFiles.Find(parsed.GetValue(images) ?? []));
        var edges = EdgeInputs.Of(architecture);
        return
        [
            new("random values", count, Verification.RandomInputs(architecture, count, seed: 0)),
            new(EdgeKind, edges.Count, edges),
            new("images", files.Count, ImageInputs.Of(architecture, files, context.Stop)),
        ];
    }
}
