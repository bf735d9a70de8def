using System.Globalization;
using System.Text;

namespace MtlDsl;

/// <summary>
/// The graph of an .onnx file without the weights, which are said to lie in that very file: ONNX Runtime then maps them, where it else
/// copies the whole file into memory, lays the weights out anew, and only then frees the copy. So opening a network takes little more
/// memory than running it.
/// </summary>
/// <remarks>
/// <see cref="NetworkFileReader"/> tells it of the file's fields, one after the other. TensorProto.external_data is 13, with key 1 and value 2,
/// and .data_location 14, with 1 for external. Nobody may write into a file that is open; exports replace files as a whole.
/// </remarks>
/// <param name="name">What the file is called.</param>
internal sealed class GraphWithoutWeights(string name)
{
    private const int ExternalData = 13, Key = 1, Value = 2, DataLocation = 14, External = 1;

    // What is larger without its weights is no network of ours, and ONNX Runtime does better with the file itself.
    private const long LargestGraph = 64 << 20;

    // A field's number and length take no more bytes.
    private const int LongestHead = 20;

    // The messages that were begun, the innermost on top.
    private readonly Stack<MemoryStream> messages = new([new MemoryStream()]);
    private long size;

    private bool IsTooLarge => size > LargestGraph;

    /// <summary>The copy, as an ONNX message; null where the file has too much beside its weights.</summary>
    public byte[]? ToArray() => IsTooLarge ? null : messages.Peek().ToArray();

    /// <summary>Begins a field that is a message; its fields follow.</summary>
    public void BeginMessage() => messages.Push(new MemoryStream());

    /// <summary>Ends the message that was begun last.</summary>
    /// <param name="number">The number of its field.</param>
    public void EndMessage(int number)
    {
        using var message = messages.Pop();
        WriteLength(number, message.Length);
        message.WriteTo(messages.Peek());
    }

    /// <summary>Begins a field that is copied as it is; its content follows.</summary>
    public void Begin(ProtobufField field)
    {
        size += LongestHead + field.Length;
        if (IsTooLarge)
            return;
        if (field.Type is ProtobufType.Delimited)
            WriteLength(field.Number, field.Length);
        else
            WriteTag(field.Number, field.Type);
    }

    /// <summary>Adds to the content of the field that was begun last, a varint's as a whole.</summary>
    public void Add(ProtobufField field, ReadOnlySpan<byte> content)
    {
        if (IsTooLarge)
            return;
        if (field.Type is ProtobufType.Varint)
            WriteVarint(BitConverter.ToUInt64(content));
        else
            messages.Peek().Write(content);
    }

    /// <summary>Says where the weights lie, in place of the field that holds them.</summary>
    public void AddWeights(long position, long length)
    {
        WriteEntry("location", name);
        WriteEntry("offset", position.ToString(CultureInfo.InvariantCulture));
        WriteEntry("length", length.ToString(CultureInfo.InvariantCulture));
        WriteTag(DataLocation, ProtobufType.Varint);
        WriteVarint(External);
    }

    private void WriteEntry(string key, string value)
    {
        BeginMessage();
        WriteText(Key, key);
        WriteText(Value, value);
        EndMessage(ExternalData);
    }

    private void WriteText(int number, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteLength(number, bytes.Length);
        messages.Peek().Write(bytes);
    }

    private void WriteLength(int number, long length)
    {
        WriteTag(number, ProtobufType.Delimited);
        WriteVarint((ulong)length);
    }

    private void WriteTag(int number, ProtobufType type) => WriteVarint((ulong)(uint)number << 3 | (ulong)type);

    private void WriteVarint(ulong value)
    {
        var output = messages.Peek();
        for (; value >= 0x80; value >>= 7)
            output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }
}
