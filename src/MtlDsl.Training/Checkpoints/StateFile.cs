using MtlDsl.Files;

namespace MtlDsl.Training.Checkpoints;

/// <summary>A file of named tensors, open for reading.</summary>
public abstract class StateFile : IDisposable
{
    private protected StateFile(string path) => Path = path;

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>The tensors by name, in the file's order.</summary>
    public abstract IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>Text that the file carries beside its tensors.</summary>
    public abstract IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a safetensors file or a PyTorch state dict; the content decides, not the name.</summary>
    /// <exception cref="CheckpointException">There is no such file, or it is neither of the two.</exception>
    public static StateFile Open(string path)
    {
        Span<byte> start = stackalloc byte[ForeignFiles.Start];
        try
        {
            RefuseSpecial(path);
            using var stream = File.OpenRead(path);
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be opened: {error.Message}", error);
        }
        if (PickledStateDict.Recognizes(start))
            return PickledStateDict.Open(path);
        return ForeignFiles.Describe(start) is { } other
            ? throw new CheckpointException($"{path}: holds no weights: {other}.")
            : SafeTensors.Open(path);
    }

    /// <summary>Makes sure that a path names no pipe or device, which a reader might wait for without end.</summary>
    /// <exception cref="CheckpointException">It does.</exception>
    private protected static void RefuseSpecial(string path)
    {
        if (Paths.IsSpecial(path))
            throw new CheckpointException($"{path}: is a pipe, a device or a socket; weights are read from files only.");
    }

    /// <summary>A tensor that must be there.</summary>
    /// <exception cref="CheckpointException">The file has no tensor of that name.</exception>
    public StoredTensor this[string name] => Tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new CheckpointException($"{Path}: has no tensor '{name}' among its {Tensors.Count}.");

    /// <inheritdoc/>
    public abstract void Dispose();
}
