using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Onnx.Tests;

/// <summary>Runs a network of one input in ONNX Runtime.</summary>
internal static class Runtime
{
    public static IReadOnlyDictionary<string, (long[] Shape, float[] Values)> Run(OnnxModel model, float[] input, params long[] shape)
    {
        using var settings = new SessionOptions();
        // As the predictor asks for: products of whole numbers that do not overflow on processors without VNNI.
        settings.AddSessionConfigEntry("session.x64quantprecision", "1");
        using var session = new InferenceSession(model.ToArray(), settings);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var options = new RunOptions();
        var names = session.OutputMetadata.Keys.ToArray();
        using var outputs = session.Run(options, [.. session.InputMetadata.Keys], [value], names);
        return names.Zip(outputs).ToDictionary(
            pair => pair.First,
            pair => (pair.Second.GetTensorTypeAndShape().Shape, pair.Second.GetTensorDataAsSpan<float>().ToArray()));
    }
}
