using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.App.Verifying;
using MtlDsl.Imaging;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary>
/// <c>verify</c>: compares ONNX Runtime's outputs with torch's on random values, edges and images, and finds the first layer that differs. A file in
/// another precision is held to what rounding may cost.
/// </summary>
internal sealed class VerifyCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    // The errors of so many images tell.
    private const int ComparedImages = 16;

    private readonly CommandContext<TModel> context;
    private readonly Argument<string[]> images = new("images") { Description = "Image files or folders to compare on as well", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> data = CommonOptions.Data();
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
        Command = new Command("verify", "Compare the exported network with the trained one") { images, data, run, weights, onnx, random, device, threads };
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
        var results = new[] { RandomValues(parsed), Edges(), Images(parsed) }.Where(kind => kind.Count > 0).Select(kind => (Kind: kind, Result: comparison.Run(kind.Inputs))).ToList();
        context.Screen.Show([.. results.Select(pair => (pair.Kind.Name, pair.Result))]);
        if (results.FirstOrDefault(pair => !pair.Result.Passed) is not { Kind: { } differing })
            return ExitCode.Success;
        context.Screen.Show(comparison.FindLayer(differing.Inputs.First(input => !comparison.Run([input]).Passed)));
        return ExitCode.Failure;
    }

    // Rounded numbers are not torch's to a ten-thousandth, and no layer is at fault for it.
    private int Measure(ParseResult parsed, Comparison<TModel> comparison, Precision precision)
    {
        List<PrecisionErrors> errors =
            [.. RoundedKinds(parsed, precision).Where(kind => kind.Count > 0).Select(kind => new PrecisionErrors(kind.Name, kind.Count, comparison.Errors(kind.Inputs), precision))];
        if (errors.Count == 0)
            throw new UsageException($"A file in {precision} is measured on images, and the data sets have none for testing; name some.");
        context.Screen.Show(errors);
        var passed = errors.TrueForAll(kind => kind.Passed);
        context.Screen.Line(passed
            ? $"The file is in {precision}, and its errors are those of rounding. What they cost, evaluate --onnx FILE tells."
            : $"The file is in {precision}, and its errors are more than rounding makes. Export it again; verify of the Float32 export finds the layer.");
        return passed ? ExitCode.Success : ExitCode.Failure;
    }

    // An int8 file is calibrated for images: what lies outside of their range is cut off, and noise and edges do.
    private IReadOnlyList<InputKind> RoundedKinds(ParseResult parsed, Precision precision)
    {
        if (precision is not Precision.Int8)
            return [RandomValues(parsed), Images(parsed)];
        if (Images(parsed) is { Count: > 0 } named)
            return [named];
        var test = new CalibrationImages(context.OpenImages(context.Roots(parsed.GetRequiredValue(data)), Split.Test), ComparedImages);
        return [new("test images", test.Count, Enumerable.Range(0, test.Count).Select(test.Read))];
    }

    private InputKind RandomValues(ParseResult parsed)
    {
        var count = parsed.GetValue(random);
        return new("random values", count, Verification.RandomInputs(context.Architecture, count, seed: 0));
    }

    private InputKind Edges()
    {
        var edges = EdgeInputs.Of(context.Architecture);
        return new("edges", edges.Count, edges);
    }

    private InputKind Images(ParseResult parsed)
    {
        var files = ImageFiles.Find(parsed.GetValue(images) ?? []);
        return new("images", files.Count, ImageInputs.Of(context.Architecture, files, context.Stop));
    }
}
