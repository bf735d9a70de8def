using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training;

/// <summary>Writes trained networks as ONNX.</summary>
public static class ModelExporter
{
    /// <summary>Writes a network from a file of its weights; torch takes no part.</summary>
    /// <param name="weights">The weights, as training wrote them.</param>
    /// <param name="onnx">Where to; the folder is made, an older file replaced.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="CheckpointException">The weights are missing, damaged, of another network, or were trained for other classes.</exception>
    /// <exception cref="IOException">The ONNX file cannot be written.</exception>
    public static void Export<TModel>(string weights, string onnx, ExportOptions options) where TModel : IOnnxExportable
    {
        var model = Build<TModel>(weights, options);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(onnx))!);
        model.Save(onnx);
    }

    /// <summary>The network with the weights of a file.</summary>
    /// <param name="weights">The weights, as training wrote them.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="CheckpointException">The weights are missing, damaged, of another network, or were trained for other classes.</exception>
    public static OnnxModel Build<TModel>(string weights, ExportOptions options) where TModel : IOnnxExportable
    {
        using var file = StateFile.Open(weights);
        return Build<TModel>(file, options);
    }

    private static OnnxModel Build<TModel>(StateFile file, ExportOptions options) where TModel : IOnnxExportable
    {
        try
        {
            var model = TModel.ToOnnx(new StateFileWeights(file), options);
            ClassLists.Check(file, model.Metadata);
            return model;
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentException)
        {
            throw new CheckpointException($"{file.Path}: does not hold the weights of {typeof(TModel).Name}: {error.Message}", error);
        }
    }
}
