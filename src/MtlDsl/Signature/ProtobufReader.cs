namespace MtlDsl;

/// <summary>Reads a protobuf message field by field from a stream, so that large fields need not be read.</summary>
internal sealed class ProtobufReader(Stream stream)
{
    // A text of a file that somebody has damaged is no reason to ask for gigabytes.
    private const long LongestText = 64 << 20;

    private readonly byte[] chunk = new byte[8192];

    /// <summary>Where in the stream the next byte is.</summary>
    public long Position => stream.Position;

    /// <summary>Reads the number, type and length of the next field of a message; the caller reads or skips its content.</summary>
    /// <param name="end">Where the message ends.</param>
    /// <param name="field">The field.</param>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">This is no protobuf message.</exception>
    public bool TryRead(long end, out ProtobufField field)
    {
        field = default;
        if (stream.Position >= end)
            return stream.Position == end ? false : throw new InvalidDataException();
        var tag = ReadVarint();
        var (number, type) = (tag >> 3, (ProtobufType)(tag & 7));
        var length = type switch
        {
            ProtobufType.Varint => 0,
            ProtobufType.Fixed64 => 8,
            ProtobufType.Delimited => (long)ReadVarint(),
            ProtobufType.Fixed32 => 4,
            _ => -1,
        };
        if (number is 0 or > int.MaxValue || length < 0 || length > end - stream.Position)
            throw new InvalidDataException();
        field = new ProtobufField((int)number, type, length);
        return true;
    }

    /// <summary>Reads a number of seven bits a byte, the lowest first.</summary>
    /// <exception cref="InvalidDataException">The stream ends, or it has more than 64 bits.</exception>
    public ulong ReadVarint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0)
                break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException();
    }

    /// <summary>Reads a field's bytes as text.</summary>
    /// <exception cref="InvalidDataException">The stream ends, or the text is too long to be one.</exception>
    public string ReadText(ProtobufField field)
    {
        if (field.Length > LongestText)
            throw new InvalidDataException();
        var bytes = new byte[field.Length];
        Demand(stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Shows a field's content, piece by piece, as it stands in the file; a varint as eight bytes.</summary>
    /// <exception cref="InvalidDataException">The stream ends.</exception>
    public void Copy(ProtobufField field, Action<ReadOnlySpan<byte>> show)
    {
        if (field.Type is ProtobufType.Varint)
        {
            show(BitConverter.GetBytes(ReadVarint()));
            return;
        }
        for (var left = field.Length; left > 0;)
        {
            var count = stream.Read(chunk, 0, (int)Math.Min(left, chunk.Length));
            Demand(count > 0);
            show(chunk.AsSpan(0, count));
            left -= count;
        }
    }

    /// <summary>Passes a field's content over.</summary>
    public void Skip(ProtobufField field)
    {
        if (field.Type is ProtobufType.Varint)
            ReadVarint();
        else
            stream.Seek(field.Length, SeekOrigin.Current);
    }

    private static void Demand(bool isGood)
    {
        if (!isGood)
            throw new InvalidDataException();
    }
}

/// <summary>How a field of a protobuf message is written.</summary>
internal enum ProtobufType
{
    Varint = 0,
    Fixed64 = 1,
    Delimited = 2,
    Fixed32 = 5,
}

/// <summary>A field of a protobuf message, before its content.</summary>
/// <param name="Number">Its number in the message's description.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Length">Bytes of its content; 0 for a varint.</param>
internal readonly record struct ProtobufField(int Number, ProtobufType Type, long Length);
