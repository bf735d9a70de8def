using MtlDsl.Onnx;

namespace MtlDsl.App.Commands;

/// <summary>What the command line says of an export's precision.</summary>
/// <param name="Precision">The precision.</param>
/// <param name="Images">Images to look at.</param>
/// <param name="Calibrator">How ranges are chosen.</param>
/// <param name="For">The runtime that an int8 network is for.</param>
/// <param name="Exclude">Layers that stay in float32.</param>
internal sealed record PrecisionSettings(Precision Precision, int Images, Calibrator Calibrator, QuantizedFor For, IReadOnlyList<string> Exclude)
{
    /// <summary>The file that is written in a run's folder, so that a network can lie there in every precision.</summary>
    public string FileName => Precision is Precision.Float32 ? "model.onnx" : $"model.{Precision.ToString().ToLowerInvariant()}.onnx";

    public QuantizationOptions Quantization => new() { For = For, Exclude = Exclude };
}
