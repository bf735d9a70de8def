using System.CommandLine;
using System.Globalization;
using MtlDsl.App.Display;
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
    private readonly Option<int> opset = new("--opset")
    {
        Description = "ONNX operator set; every Jetson's TensorRT reads 11",
        DefaultValueFactory = _ => ExportOptions.OldestOpset,
    };
    private readonly PrecisionOptions precision = new();
    private readonly Option<int> batch = new("--batch") { Description = "Images a call; 0 leaves it open", DefaultValueFactory = _ => 1 };

    public ExportCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        Command = new Command("export", "Write the network as ONNX and check the file") { run, weights, onnx, opset, batch };
        precision.AddTo(Command);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(run);
        var weightsFile = CommonOptions.WeightsFile(parsed.GetValue(weights), folder);
        var settings = precision.Read(parsed);
        var onnxFile = parsed.GetValue(onnx) ?? Path.Combine(folder, settings.FileName);
        if (settings.Precision is not Precision.Float32)
            return new PrecisionExport<TModel>(context, settings).Write(weightsFile, onnxFile, Options(parsed), Images(parsed, settings))
                ? ExitCode.Success
                : ExitCode.Failure;

        ModelExporter.Export<TModel>(weightsFile, onnxFile, Options(parsed));
        context.Screen.Line(string.Create(
            CultureInfo.InvariantCulture, $"Wrote {onnxFile} ({new FileInfo(onnxFile).Length / 1e6:0.0} MB, opset {parsed.GetValue(opset)})"));

        using var comparison = new Comparison<TModel>(context, weightsFile, onnxFile, Math.Max(parsed.GetValue(batch), 1));
        var result = comparison.Run(Verification.RandomInputs(context.Architecture, CheckedInputs, seed: 0));
        context.Screen.Show(result);
        return result.Passed ? ExitCode.Success : ExitCode.Failure;
    }

    private CalibrationImages? Images(ParseResult parsed, PrecisionSettings settings) => settings.Precision is Precision.Int8 || precision.HasData(parsed)
        ? new CalibrationImages(context.OpenImages(context.Roots(precision.Data(parsed)), Split.Train), settings.Images)
        : null;

    private ExportOptions Options(ParseResult parsed)
    {
        var (set, images) = (parsed.IsGiven(opset) ? parsed.GetValue(opset) : precision.DefaultOpset(parsed), parsed.GetValue(batch));
        if (set is < ExportOptions.OldestOpset or > ExportOptions.NewestOpset)
            throw new UsageException($"--opset is {set}; operator sets {ExportOptions.OldestOpset} to {ExportOptions.NewestOpset} can be written.");
        if (images < 0)
            throw new UsageException($"--batch is {images}; a call takes at least one image, and 0 leaves their number open.");
        return new ExportOptions { Opset = set, Batch = images == 0 ? null : images };
    }
}
