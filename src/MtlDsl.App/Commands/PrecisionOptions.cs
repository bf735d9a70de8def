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
        DefaultValueFactory = _ => Calibrator.Percentile,
    };
    private readonly Option<QuantizedFor> quantizedFor = new("--quantized-for")
    {
        Description = "The runtime that Int8 is written for",
        DefaultValueFactory = _ => QuantizedFor.OnnxRuntime,
    };
    private readonly Option<string[]> exclude = new("--exclude")
    {
        Description = "Layers that stay in Float32; the beginning of a name stands for all layers below it",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
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

    /// <exception cref="UsageException">An option has nothing to do with the precision.</exception>
    public PrecisionSettings Read(ParseResult parsed)
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
        return new PrecisionSettings(
            chosen, parsed.GetValue(images), parsed.GetValue(calibrator), parsed.GetValue(quantizedFor), parsed.GetRequiredValue(exclude));
    }

    /// <summary>The operator set to write where the command line names none.</summary>
    public int DefaultOpset(ParseResult parsed) => parsed.GetValue(precision) is Precision.Int8 ? Quantization.PerChannelOpset : ExportOptions.OldestOpset;
}
