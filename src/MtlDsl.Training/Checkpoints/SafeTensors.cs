using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// The safetensors format: the header's length in 8 little-endian bytes, a JSON header that gives each tensor's type, shape and place,
/// then the values. Any tool that knows the format opens what is written here.
/// </summary>
public static class SafeTensors
{
    /// <summary>The header is padded with spaces so that values start on a multiple of this.</summary>
    private const int Alignment = 8;

    /// <summary>Opens a file and checks its whole header; values are read later.</summary>
    /// <exception cref="CheckpointException">The file is missing, cut short, or contradicts itself.</exception>
    public static StateFile Open(string path) => SafeTensorsFile.Open(path);

    /// <summary>
    /// Writes tensors in the order given. The file appears as a whole or not at all, even if the process is killed.
    /// </summary>
    /// <param name="path">Where to; an existing file is replaced once the new one is on the disk.</param>
    /// <param name="tensors">The tensors; their names differ.</param>
    /// <param name="metadata">Text to keep with them.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, a name is empty or reserved, or a tensor has another length than its shape says.</exception>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full.</exception>
    public static void Save(string path, IEnumerable<TensorToStore> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        TensorToStore[] all = [.. tensors];
        var header = Header(all, metadata);
        AtomicFile.Write(path, stream => Write(stream, header, all));
    }

    internal static void Write(Stream stream, ReadOnlyMemory<byte> header, IEnumerable<TensorToStore> tensors)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header.Span);
        foreach (var tensor in tensors)
        {
            var bytes = tensor.Bytes();
            if (bytes.Length != tensor.Length)
                throw new ArgumentException($"The tensor '{tensor.Name}' of {string.Join('x', tensor.Shape)} takes {tensor.Length} bytes, not {bytes.Length}.");
            stream.Write(bytes.Span);
        }
    }

    internal static ReadOnlyMemory<byte> Header(IReadOnlyList<TensorToStore> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            var names = new HashSet<string>();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                if (tensor.Name is "" or SafeTensorsHeader.MetadataKey || !names.Add(tensor.Name))
                    throw new ArgumentException($"A tensor cannot be named '{tensor.Name}': empty, reserved or used twice.", nameof(tensors));
                WriteEntry(json, tensor, offset);
                offset += tensor.Length;
            }
            json.WriteEndObject();
        }
        var padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        buffer.Write("        "u8[..padding]);
        return buffer.WrittenMemory;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafeTensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorToStore tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.SafeTensorsName());
        json.WriteStartArray("shape");
        foreach (var side in tensor.Shape)
            json.WriteNumberValue(side);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
