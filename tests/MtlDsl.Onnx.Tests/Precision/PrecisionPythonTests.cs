using System.Globalization;

namespace MtlDsl.Onnx.Tests;

/// <summary>What ONNX's own checker and numpy say of converted networks.</summary>
public sealed class PrecisionPythonTests
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "precision.py");

    [SkippableTheory]
    [InlineData(11, QuantizedFor.OnnxRuntime)]
    [InlineData(13, QuantizedFor.OnnxRuntime)]
    [InlineData(17, QuantizedFor.OnnxRuntime)]
    [InlineData(13, QuantizedFor.TensorRT)]
    public void Int8(int opset, QuantizedFor target)
    {
        var options = new ExportOptions { Opset = opset };
        // Every layer's weights, and the biases where they are whole numbers.
        var constants = ResidualNetwork.Layers.Length * (target is QuantizedFor.OnnxRuntime ? 2 : 1);
        Compare(ResidualNetwork.Build(options), ResidualNetwork.Int8(options, new QuantizationOptions { For = target }).Model).ShouldBe(constants);
    }

    [SkippableTheory]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(17)]
    public void Float16(int opset)
    {
        var model = ResidualNetwork.Build(new ExportOptions { Opset = opset, Batch = null });
        // Every layer's weights and biases, the scale of the norm, the bounds of two clippings, and the two matrices that enlarge.
        Compare(model, Float16Conversion.Convert(model, []).Model).ShouldBe(ResidualNetwork.Layers.Length * 2 + 4);
    }

    private static int Compare(OnnxModel exact, OnnxModel converted)
    {
        Python.Require("onnx", "numpy");
        using var folder = new TemporaryFolder();
        exact.Save(folder["exact.onnx"]);
        converted.Save(folder["converted.onnx"]);
        return int.Parse(Python.RunFile(Script, folder["exact.onnx"], folder["converted.onnx"]), CultureInfo.InvariantCulture);
    }
}
