using System.Text;

namespace MtlDsl.Training.Checkpoints;

/// <summary>Replaces files as a whole: a reader sees the old content or the new, never a part, whenever the writer dies.</summary>
public static class AtomicFile
{
    private const string TemporaryEnding = ".writing";

    /// <summary>
    /// Writes beside the file, waits until the disk has it, and only then takes the file's name. What an earlier, killed writer left
    /// beside the file is removed.
    /// </summary>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // One fixed name, not a random one: the next writer truncates what a killed one left.
        var temporary = path + TemporaryEnding;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error)
        {
            Remove(temporary);
            if (error is IOException or UnauthorizedAccessException)
                throw new CheckpointException($"{path}: cannot be written: {error.Message} An older file of that name is as it was.", error);
            throw;
        }
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full; the old file is untouched.</exception>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; the next writer truncates the leftover.
        }
    }
}
