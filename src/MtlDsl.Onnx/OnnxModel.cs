using Google.Protobuf;
using MtlDsl.Files;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>A finished ONNX network.</summary>
public sealed partial class OnnxModel
{
    private readonly ModelProto proto;

    internal OnnxModel(ModelProto proto) => this.proto = proto;

    /// <summary>A finished network whose file says which graph it holds, so that one which somebody has rewired is told from it.</summary>
    internal static OnnxModel Signed(ModelProto proto)
    {
        var graph = proto.Graph.Clone();
        foreach (var tensor in graph.Initializer.Where(tensor => NetworkFile.IsWeight(tensor.RawData.Length)))
            tensor.ClearRawData();
        using var bytes = new MemoryStream(new ModelProto { Graph = graph }.ToByteArray());
        foreach (var old in proto.MetadataProps.Where(entry => entry.Key == NetworkMetadata.Graph).ToList())
            proto.MetadataProps.Remove(old);
        proto.MetadataProps.Add(new StringStringEntryProto { Key = NetworkMetadata.Graph, Value = NetworkFile.Read(bytes)!.Fingerprint });
        return new OnnxModel(proto);
    }

    /// <summary>What is written; whoever changes it works on a copy.</summary>
    internal ModelProto Proto => proto;

    /// <summary>Names of the outputs in their order.</summary>
    public IReadOnlyList<string> OutputNames => [.. proto.Graph.Output.Select(output => output.Name)];

    /// <summary>The operator set that it is written in.</summary>
    public int Opset => (int)proto.OpsetImport[0].Version;

    /// <summary>What the file says of itself, by key; the later of two entries with one key counts.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get
        {
            var entries = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entry in proto.MetadataProps)
                entries[entry.Key] = entry.Value;
            return entries;
        }
    }

    /// <summary>The bytes of an .onnx file; the same network gives the same bytes.</summary>
    public byte[] ToArray() => proto.ToByteArray();

    /// <summary>
    /// Writes an .onnx file. It appears under its name only when it is whole: what a killed program leaves is the file of before.
    /// </summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public void Save(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? throw new IOException($"'{path}' is no file name.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{path}' cannot be written: there is no folder '{folder}'.");

        try
        {
            OutputFile.Write(full, stream => proto.WriteTo(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: {error.Message}", error);
        }
    }
}
