using System.Buffers.Binary;
using System.Text;

namespace MtlDsl.Training.Recording;

/// <summary>Writes the fields of a message in the binary format of Protocol Buffers.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, Fixed64 = 1, Length = 2, Fixed32 = 5;

    private readonly MemoryStream bytes = new();

    public byte[] ToArray() => bytes.ToArray();

    public ProtobufWriter Int(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
        return this;
    }

    public ProtobufWriter Double(int field, double value)
    {
        Tag(field, Fixed64);
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(buffer, value);
        bytes.Write(buffer);
        return this;
    }

    public ProtobufWriter Float(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> buffer = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(buffer, value);
        bytes.Write(buffer);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.ToArray());

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Length);
        Number((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    private void Tag(int field, int kind) => Number((ulong)(field << 3 | kind));

    private void Number(ulong value)
    {
        for (; value > 127; value >>= 7)
            bytes.WriteByte((byte)(value | 128));
        bytes.WriteByte((byte)value);
    }
}
