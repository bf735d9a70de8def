using System.IO.Compression;

namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// A state dict as <c>torch.save</c> writes it: a zip of one pickle and of raw storages. Pickles can run code when Python loads them;
/// here nothing runs: only the few steps that describe tensors are understood and all else is refused by name.
/// </summary>
public sealed class PickledStateDict : StateFile
{
    // In this order: a file may hold the weights beside an average of them.
    private static readonly string[] wrappers = ["state_dict", "model_state_dict", "model", "network", "net", "module", "weights"];

    // Deeper dictionaries are an optimiser's; one may also hold itself.
    private const int Depth = 3;

    private readonly ZipArchive archive;
    private readonly string folder;
    private readonly Dictionary<string, StoredTensor> tensors = [];
    private readonly Lock reading = new();
    private (string Key, byte[] Bytes)? lastStorage;

    private PickledStateDict(string path, ZipArchive archive) : base(path)
    {
        this.archive = archive;
        var pickle = archive.Entries.FirstOrDefault(entry => entry.Name == "data.pkl")
            ?? throw new FormatException("it holds no data.pkl, so torch.save did not write it");
        folder = pickle.FullName[..^pickle.Name.Length];
        CheckByteOrder();
        foreach (var (name, tensor) in StateDict(new RestrictedUnpickler(ReadEntry(pickle)).Load()))
            tensors.Add(name, Describe(name, tensor));
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, StoredTensor> Tensors => tensors;

    /// <summary>Always empty: state dicts carry no text.</summary>
    public override IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>Opens a file that <c>torch.save(model.state_dict(), path)</c> wrote, or one that keeps the state dict in a dictionary beside other things.</summary>
    /// <exception cref="CheckpointException">
    /// The file is missing, damaged, of PyTorch before 1.6, or its pickle asks for something other than tensors.
    /// </exception>
    public static new PickledStateDict Open(string path)
    {
        FileStream? stream = null;
        try
        {
            RefuseSpecial(path);
            stream = File.OpenRead(path);
            CheckStart(stream);
            return new PickledStateDict(path, new ZipArchive(stream, ZipArchiveMode.Read));
        }
        catch (Exception error)
        {
            stream?.Dispose();
            throw error switch
            {
                FormatException => new CheckpointException($"{path}: not a usable PyTorch state dict: {error.Message}.", error),
                InvalidDataException => new CheckpointException($"{path}: is damaged or cut short: {error.Message}", error),
                IOException or UnauthorizedAccessException => new CheckpointException($"{path}: cannot be opened: {error.Message}", error),
                _ => error,
            };
        }
    }

    /// <summary>Whether a file that starts so is PyTorch's, in its present format (a zip) or the one before 1.6 (a bare pickle).</summary>
    internal static bool Recognizes(ReadOnlySpan<byte> start) => IsZip(start) || IsBarePickle(start);

    /// <inheritdoc/>
    public override void Dispose() => archive.Dispose();

    private static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    // "Protocol N", then the beginning of PyTorch's magic number, a ten-byte integer. No safetensors file begins so: its header would
    // have 2^62 bytes.
    private static bool IsBarePickle(ReadOnlySpan<byte> start) =>
        start.Length >= 8 && start[0] == 0x80 && start[2..8].SequenceEqual<byte>([0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46]);

    private static void CheckStart(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (IsBarePickle(start))
            throw new FormatException(
                "it is in the format of PyTorch before 1.6; load it in Python and save it again with torch.save(torch.load(path), new_path)");
        if (!IsZip(start))
            throw new FormatException("it is no zip file");
    }

    private void CheckByteOrder()
    {
        if (archive.GetEntry(folder + "byteorder") is { } entry && !ReadEntry(entry).AsSpan().StartsWith("little"u8))
            throw new FormatException("its numbers are big-endian; save it again on a little-endian machine");
    }

    private static Dictionary<string, PickledTensor> StateDict(object? root)
    {
        if (root is not PickledDictionary dictionary)
            throw new FormatException("it is no dictionary of tensors; save model.state_dict(), not the model");
        return Find(dictionary, Depth) is { Count: > 0 } found ? found : throw new FormatException("it holds no tensors by name; save model.state_dict()");
    }

    // What stands under a usual name is the weights; else whatever has the most tensors is, since a loss or an epoch may lie beside them.
    private static Dictionary<string, PickledTensor> Find(PickledDictionary dictionary, int depth)
    {
        var own = Named(dictionary);
        if (depth == 0)
            return own;
        foreach (var wrapper in wrappers)
            if (dictionary.TryGet(wrapper) is PickledDictionary inner && Find(inner, depth - 1) is { Count: > 0 } wrapped)
                return wrapped;
        return dictionary.Items.Select(item => item.Value).OfType<PickledDictionary>().Select(inner => Find(inner, depth - 1)).Prepend(own).MaxBy(found => found.Count)!;
    }

    private static Dictionary<string, PickledTensor> Named(PickledDictionary dictionary)
    {
        var named = new Dictionary<string, PickledTensor>();
        foreach (var (key, value) in dictionary.Items)
            if (key is string name && value is PickledTensor tensor)
                named[name] = tensor;
        return named;
    }

    private StoredTensor Describe(string name, PickledTensor tensor)
    {
        var storage = tensor.Storage;
        var entry = archive.GetEntry($"{folder}data/{storage.Key}")
            ?? throw new FormatException($"the storage {storage.Key} of the tensor '{name}' is not in the file");
        tensor.CheckInside(name);
        if (entry.Length != storage.Count * storage.Type.Size())
            throw new FormatException(
                $"the storage {storage.Key} of the tensor '{name}' has {entry.Length} bytes where {storage.Count} values of type "
                + $"{storage.Type} take {storage.Count * storage.Type.Size()}");
        return new StoredTensor(name, storage.Type, tensor.Shape, () => ReadTensor(entry, tensor));
    }

    private byte[] ReadTensor(ZipArchiveEntry entry, PickledTensor tensor)
    {
        try
        {
            // Readers on several threads would share the archive's one stream.
            lock (reading)
            {
                if (lastStorage?.Key != tensor.Storage.Key)
                    lastStorage = (tensor.Storage.Key, ReadEntry(entry));
                return tensor.Gather(lastStorage.Value.Bytes);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            throw new CheckpointException($"{Path}: cannot read {entry.FullName}: {error.Message}", error);
        }
    }

    private static byte[] ReadEntry(ZipArchiveEntry entry)
    {
        // PyTorch stores without compression, so no entry can be larger than the file: a small file cannot claim much memory.
        if (entry.CompressedLength != entry.Length)
            throw new FormatException($"{entry.FullName} is compressed, which PyTorch does not do");
        if (entry.Length > Array.MaxLength)
            throw new FormatException($"{entry.FullName} of {entry.Length} bytes is too large to read at once");
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
