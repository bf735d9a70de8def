using System.CommandLine;
using System.Globalization;
using MtlDsl.App.Display;
using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Commands;

/// <summary><c>export</c>: writes the network as ONNX and makes sure that it computes the same.</summary>
internal sealed class ExportCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private const int CheckedInputs = 2;

    private readonly CommandContext<TModel> context;
    private readonly Option<string> run;
    private readonly Option<string?> weights = CommonOptions.Weights();
    private readonly Option<string?> onnx = CommonOptions.Onnx("Where to write the network");
    private readonly TargetOptions target = new();
    private readonly FormOptions form = new();
    private readonly PrecisionOptions precision = new();
    private readonly Option<string> device;
    private readonly Option<string?> licence = new("--licence") { Description = "What may be done with the file; kept in it", HelpName = "TEXT" };

    public ExportCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        device = CommonOptions.Device(context.Defaults.Device);
        Command = new Command("export", "Write the network as ONNX and check the file") { run, weights, onnx, licence, device };
        target.AddTo(Command);
        form.AddTo(Command);
        precision.AddTo(Command);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(run);
        var weightsFile = CommonOptions.WeightsFile(parsed.GetValue(weights), folder);
        var options = target.Read(parsed, precision.DefaultOpset(parsed)) with { Form = form.Read(parsed), Licence = parsed.GetValue(licence) };
        if (options.Obstacle is { } obstacle)
            throw new UsageException(obstacle);
        var settings = precision.Read(parsed, options);
        var onnxFile = parsed.GetValue(onnx) ?? Path.Combine(folder, settings.FileName);
        if (settings.Precision is Precision.Int8 && target.Profile(parsed) is { HasInt8: false } board)
            context.Screen.Line($"{board.Board} has no int8 units; take --precision Float16 for it.");
        var isGood = settings.Precision is Precision.Float32
            ? Write(weightsFile, onnxFile, options, parsed.GetRequiredValue(device))
            : new PrecisionExport<TModel>(context, settings).Write(weightsFile, onnxFile, options, Images(parsed, settings));
        foreach (var advice in BoardAdvice.Of(options.Reader, settings.Precision, onnxFile))
            context.Screen.Line(advice);
        return isGood ? ExitCode.Success : ExitCode.Failure;
    }

    private bool Write(string weightsFile, string onnxFile, ExportOptions options, string place)
    {
        ModelExporter.Export<TModel>(weightsFile, onnxFile, options);
        context.Screen.Line(string.Create(
            CultureInfo.InvariantCulture, $"Wrote {onnxFile} ({new FileInfo(onnxFile).Length / 1e6:0.0} MB, opset {options.Opset}, for {options.Reader.Runtime})"));
        return options.Form == NetworkForm.Plain ? ComputesTheSame(weightsFile, onnxFile, place) : SaysTheSame(weightsFile, onnxFile, options, place);
    }

    private CalibrationImages? Images(ParseResult parsed, PrecisionSettings settings) => settings.Precision is Precision.Int8 || precision.HasData(parsed)
        ? new CalibrationImages(context.OpenImages(context.Roots(precision.Data(parsed)), Split.Train), settings.Images)
        : null;

    /// <summary>Whether the file's outputs are torch's.</summary>
    private bool ComputesTheSame(string weightsFile, string onnxFile, string place)
    {
        using var comparison = new Comparison<TModel>(context, weightsFile, onnxFile, place);
        var result = comparison.Run(Verification.RandomInputs(context.Architecture, CheckedInputs, seed: 0));
        context.Screen.Show(result);
        return result.Passed;
    }

    /// <summary>Whether the network's outputs in the plain form are torch's, and what the file says of images is what that form says.</summary>
    private bool SaysTheSame(string weightsFile, string onnxFile, ExportOptions options, string place)
    {
        using var plain = new TemporaryNetwork(ModelExporter.Build<TModel>(weightsFile, options with { Form = NetworkForm.Plain }));
        return ComputesTheSame(weightsFile, plain.Path, place) && new FormCheck(context.Screen, context.Architecture).Passes(plain.Path, onnxFile, options);
    }
}
