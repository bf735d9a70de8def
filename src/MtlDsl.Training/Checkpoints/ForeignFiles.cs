namespace MtlDsl.Training.Checkpoints;

/// <summary>Names the kinds of files that people give for weights by mistake.</summary>
internal static class ForeignFiles
{
    /// <summary>Bytes at the beginning that are enough to tell.</summary>
    public const int Start = 16;

    /// <summary>What a file that starts so is, and what to give instead; null where nothing is known of it.</summary>
    public static string? Describe(ReadOnlySpan<byte> start) => start switch
    {
        // ModelProto begins with its version, a small number, and goes on with a text or the graph.
        [0x08, < 0x20, 0x12 or 0x1a or 0x22 or 0x2a or 0x32 or 0x3a or 0x42, ..] =>
            "it is an ONNX network; give the file that it was exported from, such as weights.safetensors of the run",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "it is an HDF5 file, as Keras writes; convert it to safetensors",
        [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', (byte)'3', ..] => "it is a TensorFlow Lite network; give the weights that it was made from",
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => "it is a NumPy array; save the named tensors as safetensors",
        [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "it is a GGUF file; give safetensors",
        [0x1f, 0x8b, ..] => "it is compressed with gzip; unpack it",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xff, 0xd8, 0xff, ..] => "it is a picture",
        _ => null,
    };
}
