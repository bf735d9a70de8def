using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MtlDsl.Deployment;

/// <summary>Runs an exported network for whatever outputs its file names, which need not be those that were declared.</summary>
public static class GraphRun
{
    /// <summary>Runs a network on one image.</summary>
    /// <param name="path">An .onnx file with one input.</param>
    /// <param name="image">The input's values. A network for several images a call is given the same one several times.</param>
    /// <param name="settings">How to run it; by default on the processor.</param>
    /// <returns>The outputs by name; those that hold no float32 are left out.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX network, or takes no float32 image of that many values.</exception>
    public static IReadOnlyDictionary<string, GraphValue> Run(string path, float[] image, SessionSettings? settings = null)
    {
        using var session = SessionFile.Open(path, settings ?? new SessionSettings()).Session;
        var (name, metadata) = session.InputMetadata.First();
        var batch = Math.Max(metadata.Dimensions[0], 1);
        long[] shape = [batch, .. metadata.Dimensions.Skip(1).Select(size => (long)size)];
        if (metadata.ElementDataType != TensorElementType.Float || shape.Skip(1).Aggregate(1L, (a, b) => a * b) != image.Length)
            throw new InvalidDataException($"The input {name} of '{path}' is {string.Join('x', metadata.Dimensions)} of {metadata.ElementDataType}; it cannot take {image.Length} values of Float.");

        using var input = OrtValue.CreateTensorValueFromMemory([.. Enumerable.Repeat(image, batch).SelectMany(values => values)], shape);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [name], [input], session.OutputNames);
        var found = new Dictionary<string, GraphValue>(StringComparer.Ordinal);
        foreach (var (output, value) in session.OutputNames.Zip(outputs))
            if (value.GetTensorTypeAndShape() is { ElementDataType: TensorElementType.Float, Shape: { Length: > 0 } sizes } && sizes[0] == batch)
                found.Add(output, new GraphValue([1, .. sizes.Skip(1)], Last(value.GetTensorDataAsSpan<float>(), batch)));
        return found;
    }

    private static float[] Last(ReadOnlySpan<float> values, int batch) => values[^(values.Length / batch)..].ToArray();
}
