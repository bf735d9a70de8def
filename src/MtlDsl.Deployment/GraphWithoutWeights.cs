using System.Globalization;
using System.Text;

namespace MtlDsl.Deployment;

/// <summary>
/// The graph of an .onnx file without the weights, which are said to lie in that very file: ONNX Runtime then maps them, where it else
/// copies the whole file into memory, lays the weights out anew, and only then frees the copy. So opening a network takes little more
/// memory than running it.
/// </summary>
/// <remarks>
/// Of the message's fields (see <see cref="NetworkFile"/>) TensorProto.external_data is 13, with key 1 and value 2, and .data_location 14, with 1
/// for external. All else is copied as it is. Nobody may write into a file that is open; exports replace files as a whole.
/// </remarks>
internal sealed class GraphWithoutWeights
{
    private const int ExternalData = 13, Key = 1, Value = 2, DataLocation = 14, External = 1;

    // What is larger without its weights is no network of ours, and ONNX Runtime does better with the file itself.
    private const long LargestGraph = 64 << 20;

    private readonly ProtobufReader reader;
    private readonly string name;

    private GraphWithoutWeights(ProtobufReader reader, string name) => (this.reader, this.name) = (reader, name);

    /// <summary>Reads the graph.</summary>
    /// <returns>An ONNX message; null where the file is none, which is for ONNX Runtime to say, or has too much beside its weights.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[]? Read(string path)
    {
        using var file = File.OpenRead(path);
        using var model = new MemoryStream();
        var copy = new GraphWithoutWeights(new ProtobufReader(file), Path.GetFileName(path));
        try
        {
            copy.CopyModel(file.Length, model);
            return model.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void CopyModel(long end, MemoryStream output) => Copy(end, output, field => field.Number == NetworkFile.Graph && Replace(field, output, CopyGraph));

    private void CopyGraph(long end, MemoryStream output) => Copy(end, output, field => field.Number == NetworkFile.Initializer && Replace(field, output, CopyTensor));

    private void CopyTensor(long end, MemoryStream output) => Copy(end, output, field =>
    {
        if (field.Number != NetworkFile.RawData || !NetworkFile.IsWeight(field.Length))
            return false;
        WriteEntry(output, "location", name);
        WriteEntry(output, "offset", reader.Position.ToString(CultureInfo.InvariantCulture));
        WriteEntry(output, "length", field.Length.ToString(CultureInfo.InvariantCulture));
        WriteTag(output, DataLocation, ProtobufType.Varint);
        WriteVarint(output, External);
        reader.Skip(field);
        return true;
    });

    /// <summary>Copies the fields of a message; those that <paramref name="replace"/> takes it has read and written.</summary>
    private void Copy(long end, MemoryStream output, Func<ProtobufField, bool> replace)
    {
        while (reader.TryRead(end, out var field))
        {
            if (field.Type is ProtobufType.Delimited && replace(field))
                continue;
            WriteTag(output, field.Number, field.Type);
            if (field.Type is ProtobufType.Varint)
            {
                WriteVarint(output, reader.ReadVarint());
                continue;
            }
            if (field.Length > LargestGraph - output.Length)
                throw new InvalidDataException();
            if (field.Type is ProtobufType.Delimited)
                WriteVarint(output, (ulong)field.Length);
            reader.Copy(field, output.Write);
        }
    }

    private bool Replace(ProtobufField field, MemoryStream output, Action<long, MemoryStream> copy)
    {
        using var message = new MemoryStream();
        copy(reader.Position + field.Length, message);
        WriteTag(output, field.Number, ProtobufType.Delimited);
        WriteVarint(output, (ulong)message.Length);
        message.WriteTo(output);
        return true;
    }

    private static void WriteVarint(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }

    private static void WriteTag(MemoryStream output, int field, ProtobufType type) => WriteVarint(output, (ulong)(uint)field << 3 | (ulong)type);

    private static void WriteEntry(MemoryStream output, string key, string value)
    {
        var (keyBytes, valueBytes) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        using var entry = new MemoryStream();
        WriteText(Key, keyBytes);
        WriteText(Value, valueBytes);
        WriteTag(output, ExternalData, ProtobufType.Delimited);
        WriteVarint(output, (ulong)entry.Length);
        entry.WriteTo(output);

        void WriteText(int field, byte[] text)
        {
            WriteTag(entry, field, ProtobufType.Delimited);
            WriteVarint(entry, (ulong)text.Length);
            entry.Write(text);
        }
    }
}
