using System.Globalization;
using System.Text;

namespace MtlDsl.Deployment;

/// <summary>
/// The graph of an .onnx file without the weights, which are said to lie in that very file: ONNX Runtime then maps them, where it else
/// copies the whole file into memory, lays the weights out anew, and only then frees the copy. So opening a network takes little more
/// memory than running it.
/// </summary>
/// <remarks>
/// An .onnx file is a protobuf message (onnx.proto): ModelProto.graph is field 7, GraphProto.initializer 5, TensorProto.raw_data 9,
/// .external_data 13 with key 1 and value 2, .data_location 14 with 1 for external. All else is copied as it is. Nobody may write into a
/// file that is open; exports replace files as a whole.
/// </remarks>
internal sealed class GraphWithoutWeights
{
    private const int Graph = 7, Initializer = 5, RawData = 9, ExternalData = 13, Key = 1, Value = 2, DataLocation = 14, External = 1;
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    // Smaller ones are read: among them are shapes, which must be known while the graph is built, and a mapping takes whole pages.
    private const long LeastWeight = 16 << 10;

    private readonly FileStream file;
    private readonly string name;

    private GraphWithoutWeights(FileStream file) => (this.file, name) = (file, Path.GetFileName(file.Name));

    /// <summary>Reads the graph.</summary>
    /// <returns>An ONNX message; null where the file is none, which is for ONNX Runtime to say.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[]? Read(string path)
    {
        using var file = File.OpenRead(path);
        using var model = new MemoryStream();
        var reader = new GraphWithoutWeights(file);
        try
        {
            reader.Copy(file.Length, model, (field, length) => field == Graph && reader.Replace(field, length, model, reader.CopyGraph));
            return model.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void CopyGraph(long end, MemoryStream output) =>
        Copy(end, output, (field, length) => field == Initializer && Replace(field, length, output, CopyTensor));

    private void CopyTensor(long end, MemoryStream output) => Copy(end, output, (field, length) =>
    {
        if (field != RawData || length < LeastWeight)
            return false;
        WriteEntry(output, "location", name);
        WriteEntry(output, "offset", file.Position.ToString(CultureInfo.InvariantCulture));
        WriteEntry(output, "length", length.ToString(CultureInfo.InvariantCulture));
        WriteTag(output, DataLocation, Varint);
        WriteVarint(output, External);
        file.Seek(length, SeekOrigin.Current);
        return true;
    });

    /// <summary>Copies the fields of a message; those that <paramref name="replace"/> takes it has read and written.</summary>
    private void Copy(long end, MemoryStream output, Func<int, long, bool> replace)
    {
        while (file.Position < end)
        {
            var tag = ReadVarint();
            var (field, type) = ((int)(tag >> 3), (int)(tag & 7));
            var length = type == Delimited ? (long)ReadVarint() : type == Fixed64 ? 8 : type == Fixed32 ? 4 : 0;
            if (length < 0 || length > end - file.Position || type is not (Varint or Fixed64 or Delimited or Fixed32))
                throw new InvalidDataException();
            if (type == Delimited && replace(field, length))
                continue;
            WriteVarint(output, tag);
            if (type == Varint)
                WriteVarint(output, ReadVarint());
            if (type == Delimited)
                WriteVarint(output, (ulong)length);
            CopyBytes(length, output);
        }
        if (file.Position != end)
            throw new InvalidDataException();
    }

    private bool Replace(int field, long length, MemoryStream output, Action<long, MemoryStream> copy)
    {
        using var message = new MemoryStream();
        copy(file.Position + length, message);
        WriteTag(output, field, Delimited);
        WriteVarint(output, (ulong)message.Length);
        message.WriteTo(output);
        return true;
    }

    private void CopyBytes(long length, MemoryStream output)
    {
        var bytes = new byte[length];
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException();
        output.Write(bytes);
    }

    private ulong ReadVarint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = file.ReadByte();
            if (next < 0)
                break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException();
    }

    private static void WriteVarint(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }

    private static void WriteTag(MemoryStream output, int field, int type) => WriteVarint(output, (ulong)(field << 3 | type));

    private static void WriteEntry(MemoryStream output, string key, string value)
    {
        var (keyBytes, valueBytes) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        using var entry = new MemoryStream();
        WriteText(Key, keyBytes);
        WriteText(Value, valueBytes);
        WriteTag(output, ExternalData, Delimited);
        WriteVarint(output, (ulong)entry.Length);
        entry.WriteTo(output);

        void WriteText(int field, byte[] text)
        {
            WriteTag(entry, field, Delimited);
            WriteVarint(entry, (ulong)text.Length);
            entry.Write(text);
        }
    }
}
