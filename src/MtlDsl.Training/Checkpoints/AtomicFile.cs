using System.Text;
using MtlDsl.Files;

namespace MtlDsl.Training.Checkpoints;

/// <summary>Replaces files as a whole: a reader sees the old content or the new, never a part, whenever the writer dies.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes the file, in a folder that is made where it is missing. Links are followed; devices and pipes are written to as they are. What
    /// killed writers left beside the file is removed.
    /// </summary>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            OutputFile.RemoveLeftovers(path);
            OutputFile.Write(path, write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be written: {error.Message} An older file of that name is as it was.", error);
        }
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full; the old file is untouched.</exception>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
