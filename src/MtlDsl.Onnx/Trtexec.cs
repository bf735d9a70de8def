namespace MtlDsl.Onnx;

/// <summary>The command line of TensorRT's own program, which makes an engine of an exported network; its options differ from version to version.</summary>
public static class Trtexec
{
    private const int WorkspaceMiB = 1024;

    private static readonly Version explicitBatchOnly = new(8, 0), memoryPools = new(8, 4), strongTyping = new(10, 0), onlyStrongTyping = new(11, 0);

    /// <summary>What makes an engine of a file on a board.</summary>
    /// <param name="reader">The JetPack's TensorRT.</param>
    /// <param name="precision">The numbers in which the file computes.</param>
    /// <param name="file">The file's name.</param>
    /// <exception cref="ArgumentException">The reader is no TensorRT.</exception>
    public static string Command(ExportLimits reader, Precision precision, string file)
    {
        var version = reader.TensorRT ?? throw new ArgumentException($"{reader.Runtime} is no TensorRT.", nameof(reader));
        return string.Join(' ',
        [
            "trtexec", $"--onnx={file}",
            .. version < explicitBatchOnly ? ["--explicitBatch"] : (string[])[],
            .. PrecisionFlags(reader, version, precision),
            version < memoryPools ? $"--workspace={WorkspaceMiB}" : $"--memPoolSize=workspace:{WorkspaceMiB}",
            $"--saveEngine={Path.ChangeExtension(file, ".engine")}",
        ]);
    }

    private static string[] PrecisionFlags(ExportLimits reader, Version version, Precision precision)
    {
        if (version >= onlyStrongTyping)
            return [];
        // Also what TensorRT 11 takes, and needs not, where it is not known which of the two a JetPack bundles.
        if (reader.IsStronglyTyped || precision is Precision.Float16 && version >= strongTyping)
            return ["--stronglyTyped"];
        return precision is Precision.Int8 ? ["--int8", "--fp16"] : ["--fp16"];
    }
}
