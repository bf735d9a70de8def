namespace MtlDsl.Files;

/// <summary>Writes files that readers see whole or not at all, however many write them and whenever one is killed.</summary>
internal static class OutputFile
{
    private const string Ending = ".writing";

    // Larger ones go to the heap of large objects, and pictures come by the thousand.
    private const int BufferSize = 64 << 10;

    // A file that was just made may not be locked yet.
    private static readonly TimeSpan grace = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Writes beside the file, and takes the file's name only when all is written. Each writer has a file of its own there, so of two writers the
    /// last one to finish wins. A link keeps pointing to what it points to, and devices and pipes are written to as they are.
    /// </summary>
    /// <param name="path">Where to; the folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="waitForDisk">Whether the file takes its name only when the disk has it, so that it is whole after a power failure too.</param>
    /// <exception cref="IOException">It cannot be written; an older file is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written; an older file is untouched.</exception>
    public static void Write(string path, Action<Stream> write, bool waitForDisk = true)
    {
        if (Paths.IsSpecial(path))
        {
            using var special = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(special);
            return;
        }
        var target = Paths.Target(path);
        var temporary = $"{target}.{Guid.NewGuid():n}{Ending}";
        var isMade = false;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                isMade = true;
                write(stream);
                stream.Flush(flushToDisk: waitForDisk);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error)
        {
            if (isMade)
                Try(() => File.Delete(temporary));
            // Where a folder takes no files at all, the system says of a new one that it is not there.
            if (!isMade && error is FileNotFoundException)
                throw new IOException($"no file can be made in '{Path.GetDirectoryName(target)}'.", error);
            // Nobody has asked for the file beside it.
            if (error is IOException or UnauthorizedAccessException && error.Message.Contains(temporary, StringComparison.Ordinal))
                throw new IOException(error.Message.Replace(temporary, path, StringComparison.Ordinal), error);
            throw;
        }
    }

    /// <summary>Removes what killed writers left beside a file. What somebody still writes is locked, and stays.</summary>
    public static void RemoveLeftovers(string path)
    {
        var target = Paths.Target(path);
        if (Path.GetDirectoryName(target) is not { } folder || !Directory.Exists(folder))
            return;
        foreach (var file in Directory.GetFiles(folder, $"{Path.GetFileName(target)}.*{Ending}"))
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > grace)
                Try(() => new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose());
    }

    // The first error is the one to report; what stays is removed by a later writer.
    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
