using System.Security.Cryptography;
using System.Text;

namespace MtlDsl;

/// <summary>Goes through an .onnx file once: collects what it says of itself, takes the fingerprint of its graph and copies it without the weights.</summary>
/// <remarks>
/// An .onnx file is a protobuf message (onnx.proto): ModelProto.graph is field 7, .metadata_props 14 with key 1 and value 2,
/// GraphProto.initializer 5, TensorProto.raw_data 9.
/// </remarks>
/// <param name="stream">The file.</param>
/// <param name="copy">Is told of all fields but the metadata; null where no copy is wanted.</param>
internal sealed class NetworkFileReader(Stream stream, GraphWithoutWeights? copy) : IDisposable
{
    private const int Graph = 7, MetadataProps = 14, Initializer = 5, RawData = 9;
    private const int Key = 1, Value = 2;

    // What ends a constant whose weights were left out, so that its fields cannot be taken for the graph's.
    private static readonly byte[] endOfTensor = [0];

    private readonly ProtobufReader reader = new(stream);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);

    /// <summary>Reads the file from its beginning to its end.</summary>
    /// <exception cref="InvalidDataException">This is no protobuf message.</exception>
    public NetworkFile Read()
    {
        while (reader.TryRead(stream.Length, out var field))
            switch (field)
            {
                case { Number: Graph, Type: ProtobufType.Delimited }:
                    ReadMessage(field, ReadOfGraph);
                    break;
                case { Number: MetadataProps, Type: ProtobufType.Delimited }:
                    ReadEntry(field);
                    break;
                default:
                    copy?.Begin(field);
                    reader.Copy(field, piece => copy?.Add(field, piece));
                    break;
            }
        return new NetworkFile(metadata, Convert.ToHexStringLower(hash.GetHashAndReset()), copy?.ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private void ReadMessage(ProtobufField message, Action<ProtobufField> read)
    {
        copy?.BeginMessage();
        var end = reader.Position + message.Length;
        while (reader.TryRead(end, out var field))
            read(field);
        copy?.EndMessage(message.Number);
    }

    private void ReadOfGraph(ProtobufField field)
    {
        if (field is not { Number: Initializer, Type: ProtobufType.Delimited })
        {
            Append(field);
            return;
        }
        AppendTag(field.Number, 0);
        ReadMessage(field, ReadOfTensor);
        hash.AppendData(endOfTensor);
    }

    private void ReadOfTensor(ProtobufField field)
    {
        if (field.Number != RawData || !NetworkFile.IsWeight(field.Length))
        {
            Append(field);
            return;
        }
        copy?.AddWeights(reader.Position, field.Length);
        reader.Skip(field);
    }

    private void Append(ProtobufField field)
    {
        AppendTag(field.Number, field.Length);
        copy?.Begin(field);
        reader.Copy(field, piece =>
        {
            hash.AppendData(piece);
            copy?.Add(field, piece);
        });
    }

    private void AppendTag(int number, long length) => hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{number}:{length};")));

    private void ReadEntry(ProtobufField entry)
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
