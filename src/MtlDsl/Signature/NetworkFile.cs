using System.Security.Cryptography;
using System.Text;

namespace MtlDsl;

/// <summary>
/// What an .onnx file says of itself, read without a runtime: the texts that describe it, and a fingerprint of its graph, by which a file that
/// somebody has rewired is told from the one that was exported.
/// </summary>
/// <remarks>
/// An .onnx file is a protobuf message (onnx.proto): ModelProto.graph is field 7, .metadata_props 14 with key 1 and value 2,
/// GraphProto.initializer 5, TensorProto.raw_data 9.
/// </remarks>
/// <param name="Metadata">The metadata_props.</param>
/// <param name="Fingerprint">
/// SHA-256 of the graph in hexadecimal digits: its nodes, shapes, names and small constants, but not its weights, which change as it learns.
/// </param>
internal sealed record NetworkFile(IReadOnlyDictionary<string, string> Metadata, string Fingerprint)
{
    /// <summary>Field of a model that is its graph.</summary>
    public const int Graph = 7;

    /// <summary>Field of a graph that is a constant.</summary>
    public const int Initializer = 5;

    /// <summary>Field of a constant that holds its bytes.</summary>
    public const int RawData = 9;

    private const int MetadataProps = 14;
    private const int Key = 1;
    private const int Value = 2;

    // What ends a constant whose weights were left out, so that its fields cannot be taken for the graph's.
    private static readonly byte[] endOfTensor = [0];

    /// <summary>Whether a constant of so many bytes is one of weights; among the smaller ones are shapes and factors.</summary>
    public static bool IsWeight(long bytes) => bytes >= 16 << 10;

    /// <summary>Reads a file from its beginning to its end.</summary>
    /// <returns>Null where it is no protobuf message.</returns>
    public static NetworkFile? Read(Stream stream)
    {
        var reader = new ProtobufReader(stream);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            while (reader.TryRead(stream.Length, out var field))
                if (field is { Number: Graph, Type: ProtobufType.Delimited })
                    AppendGraph(reader, field, hash);
                else if (field is { Number: MetadataProps, Type: ProtobufType.Delimited })
                    Add(metadata, reader, field);
                else
                    reader.Skip(field);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return new NetworkFile(metadata, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void AppendGraph(ProtobufReader reader, ProtobufField graph, IncrementalHash hash)
    {
        var end = reader.Position + graph.Length;
        while (reader.TryRead(end, out var field))
            if (field is { Number: Initializer, Type: ProtobufType.Delimited })
            {
                AppendTag(hash, field.Number, 0);
                var endOfField = reader.Position + field.Length;
                while (reader.TryRead(endOfField, out var part))
                    if (part is { Number: RawData } && IsWeight(part.Length))
                        reader.Skip(part);
                    else
                        Append(reader, part, hash);
                hash.AppendData(endOfTensor);
            }
            else
                Append(reader, field, hash);
    }

    private static void Append(ProtobufReader reader, ProtobufField field, IncrementalHash hash)
    {
        AppendTag(hash, field.Number, field.Length);
        reader.Copy(field, hash.AppendData);
    }

    private static void AppendTag(IncrementalHash hash, int number, long length) => hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{number}:{length};")));

    private static void Add(Dictionary<string, string> metadata, ProtobufReader reader, ProtobufField entry)
    {
        var (key, value) = ("", "");
        var end = reader.Position + entry.Length;
        while (reader.TryRead(end, out var field))
            switch (field)
            {
                case { Number: Key, Type: ProtobufType.Delimited }:
                    key = reader.ReadText(field);
                    break;
                case { Number: Value, Type: ProtobufType.Delimited }:
                    value = reader.ReadText(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        metadata[key] = value;
    }
}
