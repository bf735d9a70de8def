using System.CommandLine;
using MtlDsl.Onnx;

namespace MtlDsl.App.Commands;

/// <summary>The options of <c>export</c> that say in which numbers the network computes.</summary>
internal sealed class PrecisionOptions
{
    private const int DefaultImages = 100;

    private readonly Option<Precision> precision = new("--precision")
    {
        Description = "Numbers that the network computes in; Int8 needs --data, and opset 13 unless --opset says another",
        DefaultValueFactory = _ => Precision.Float32,
    };
    private readonly Option<int> images = CommonOptions.Positive("--calibration", "Training images that the ranges of activations are taken from", DefaultImages);
    private readonly Option<Calibrator> calibrator = new("--calibrator")
    {
        Description = "How the range of an activation is chosen for Int8",
        DefaultValueFactory = _ => Calibrator.MinMax,
    };
    private readonly Option<QuantizedFor?> quantizedFor = new("--quantized-for")
    {
        Description = "The runtime that Int8 is written for [default: TensorRT with --board or --jetpack, otherwise OnnxRuntime]",
        HelpName = "OnnxRuntime|TensorRT",
    };
    private readonly Option<string[]> exclude = new("--exclude")
    {
        Description = "Layers that stay in Float32; the beginning of a name stands for all layers below it",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> data = CommonOptions.Data();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { precision, images, calibrator, quantizedFor, exclude, data })
            command.Options.Add(option);
    }

    /// <summary>Folders of the data sets.</summary>
    public string[] Data(ParseResult parsed) => parsed.GetRequiredValue(data);

    /// <summary>Whether the command line names folders of data sets.</summary>
    public bool HasData(ParseResult parsed) => parsed.IsGiven(data);

    /// <summary>What the command line says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="export">How the network is written beside its precision.</param>
    /// <exception cref="UsageException">An option has nothing to do with the precision, or the runtime does not read it.</exception>
    public PrecisionSettings Read(ParseResult parsed, ExportOptions export)
    {
        var chosen = parsed.GetValue(precision);
        Option[] idle = chosen switch
        {
            Precision.Float32 => [images, calibrator, quantizedFor, exclude, data],
            Precision.Float16 => [calibrator, quantizedFor],
            _ => [],
        };
        if (idle.FirstOrDefault(option => parsed.IsGiven(option)) is { } unused)
            throw new UsageException($"{unused.Name} has no meaning for --precision {chosen}.");
        var target = parsed.GetValue(quantizedFor) ?? (export.Reader.TensorRT is null ? QuantizedFor.OnnxRuntime : QuantizedFor.TensorRT);
        if (chosen is Precision.Int8 && target is QuantizedFor.TensorRT && export.Opset < Quantization.PerChannelOpset)
            throw new UsageException($"{export.Reader.Runtime} in operator set {export.Opset} reads no Int8; TensorRT does from 8.0 on, in {Quantization.PerChannelOpset}.");
        return new PrecisionSettings(chosen, parsed.GetValue(images), parsed.GetValue(calibrator), target, parsed.GetRequiredValue(exclude));
    }

    /// <summary>The operator set to write where the command line names none.</summary>
    public int DefaultOpset(ParseResult parsed) => parsed.GetValue(precision) is Precision.Int8 ? Quantization.PerChannelOpset : ExportOptions.OldestOpset;
}
