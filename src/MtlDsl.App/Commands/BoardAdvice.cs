using MtlDsl.Onnx;

namespace MtlDsl.App.Commands;

/// <summary>What <c>export</c> says of how a file that it wrote for a board is run there.</summary>
internal static class BoardAdvice
{
    /// <summary>Sentences for a JetPack; none where the file is for something else.</summary>
    /// <param name="reader">What the file was written for.</param>
    /// <param name="precision">The numbers in which it computes.</param>
    /// <param name="file">The file.</param>
    public static IEnumerable<string> Of(ExportLimits reader, Precision precision, string file)
    {
        if (reader.JetPack.Length == 0)
            yield break;
        yield return $"On the board: /usr/src/tensorrt/bin/{Trtexec.Command(reader, precision, Path.GetFileName(file))}";
        if (reader.IsStronglyTyped && precision is Precision.Float32)
            yield return $"JetPack {reader.JetPack} computes in what the file holds: --precision Float16 or Int8 makes it fast there.";
        if (!reader.LoadsOnnxRuntime)
            yield return $"JetPack {reader.JetPack} has glibc {reader.Glibc}, and the packages of ONNX Runtime want {ExportLimits.OnnxRuntimeGlibc}: there it runs through "
                + "TensorRT, or with a library of your own (-p:OnnxRuntimeLibrary=FILE).";
    }
}
