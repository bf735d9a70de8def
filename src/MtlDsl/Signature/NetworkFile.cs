namespace MtlDsl;

/// <summary>
/// What an .onnx file says of itself, read without a runtime: the texts that describe it, and a fingerprint of its graph, by which a file that
/// somebody has rewired is told from the one that was exported.
/// </summary>
/// <param name="Metadata">The metadata_props.</param>
/// <param name="Fingerprint">
/// SHA-256 of the graph in hexadecimal digits: its nodes, shapes, names and small constants, but not its weights, which change as it learns.
/// </param>
/// <param name="WithoutWeights">The copy of <see cref="GraphWithoutWeights"/>; null where none was asked for, or it was too large.</param>
internal sealed record NetworkFile(IReadOnlyDictionary<string, string> Metadata, string Fingerprint, byte[]? WithoutWeights)
{
    /// <summary>Whether a constant of so many bytes is one of weights; among the smaller ones are shapes and factors.</summary>
    public static bool IsWeight(long bytes) => bytes >= 16 << 10;

    /// <summary>Reads a file once, from its beginning to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What the file is called, for a copy without the weights that says where they lie; null for no copy.</param>
    /// <returns>Null where it is no protobuf message.</returns>
    public static NetworkFile? Read(Stream stream, string? name = null)
    {
        using var reader = new NetworkFileReader(stream, name is null ? null : new GraphWithoutWeights(name));
        try
        {
            return reader.Read();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
