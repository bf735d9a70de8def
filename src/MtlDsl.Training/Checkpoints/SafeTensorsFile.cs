using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace MtlDsl.Training.Checkpoints;

/// <summary>A safetensors file, open for reading.</summary>
internal sealed class SafeTensorsFile : StateFile
{
    private const int LengthBytes = 8;

    /// <summary>The format's own limit; a header of a network of thousands of tensors takes less than a hundredth.</summary>
    private const long LargestHeader = 100_000_000;

    private readonly SafeFileHandle handle;
    private readonly Dictionary<string, StoredTensor> tensors = [];

    private SafeTensorsFile(string path, SafeFileHandle handle) : base(path)
    {
        this.handle = handle;
        var header = ReadHeader(out var dataStart);
        Metadata = header.Metadata;
        foreach (var (name, entry) in header.Entries)
            tensors.Add(name, new StoredTensor(name, entry.Type, entry.Shape, () => Read(name, dataStart + entry.Begin, entry.End - entry.Begin)));
    }

    public override IReadOnlyDictionary<string, StoredTensor> Tensors => tensors;

    public override IReadOnlyDictionary<string, string> Metadata { get; }

    public static new SafeTensorsFile Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            RefuseSpecial(path);
            handle = File.OpenHandle(path);
            return new SafeTensorsFile(path, handle);
        }
        catch (Exception error)
        {
            handle?.Dispose();
            throw error switch
            {
                FormatException => new CheckpointException($"{path}: not a usable safetensors file: {error.Message}.", error),
                IOException or UnauthorizedAccessException => new CheckpointException($"{path}: cannot be opened: {error.Message}", error),
                _ => error,
            };
        }
    }

    public override void Dispose() => handle.Dispose();

    private SafeTensorsHeader ReadHeader(out long dataStart)
    {
        var fileLength = RandomAccess.GetLength(handle);
        Span<byte> length = stackalloc byte[LengthBytes];
        if (fileLength < LengthBytes || RandomAccess.Read(handle, length, 0) != LengthBytes)
            throw new FormatException($"it is cut short: {fileLength} bytes are no header");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerLength > LargestHeader)
            throw new FormatException("it does not begin with the length of a header; is it a file of another kind?");
        dataStart = LengthBytes + (long)headerLength;
        if (dataStart > fileLength)
            throw new FormatException($"it is cut short: a header of {headerLength} bytes in a file of {fileLength}");
        return SafeTensorsHeader.Parse(ReadExactly("the header", LengthBytes, (int)headerLength), fileLength - dataStart);
    }

    private byte[] Read(string name, long offset, long length)
    {
        if (length > Array.MaxLength)
            throw new CheckpointException($"{Path}: the tensor '{name}' of {length} bytes is too large to read at once.");
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        return ReadExactly($"the tensor '{name}'", offset, (int)length);
    }

    private byte[] ReadExactly(string what, long offset, int length)
    {
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var count = RandomAccess.Read(handle, bytes.AsSpan(done), offset + done);
            if (count == 0)
                throw new CheckpointException($"{Path}: is cut short in {what}.");
            done += count;
        }
        return bytes;
    }
}
