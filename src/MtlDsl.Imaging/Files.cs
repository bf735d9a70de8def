using System.Buffers;
using MtlDsl.Files;

namespace MtlDsl.Imaging;

/// <summary>Whole files in and out, with errors that name them.</summary>
internal static class Files
{
    /// <summary>Hands the content of a file to a reader. The memory is used again afterwards.</summary>
    /// <exception cref="ImageException">The file is missing, empty, no regular file, or cannot be read.</exception>
    public static T Read<T>(string path, Func<ReadOnlySpan<byte>, T> read)
    {
        var (content, length) = Content(path);
        try
        {
            return read(content.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    /// <summary>
    /// Writes a file as <see cref="OutputFile"/> does, in a folder that is made if it is missing. It does not wait for the disk, as pictures come by
    /// the thousand.
    /// </summary>
    /// <exception cref="ImageException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            OutputFile.Write(path, write, waitForDisk: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"The file {path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The length of a regular file that is not empty.</summary>
    /// <exception cref="ImageException">It is missing, empty, or something else.</exception>
    public static long Length(string path)
    {
        try
        {
            // Opening a named pipe would wait for whoever writes to it; pipes and devices have no length.
            return new FileInfo(Paths.Target(path)).Length is var length and > 0
                ? length
                : throw new ImageException($"The file {path} cannot be read: it is empty, or no regular file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static (byte[] Content, int Length) Content(string path)
    {
        var length = Length(path);
        if (length > Array.MaxLength)
            throw new ImageException($"The file {path} cannot be read: it is larger than 2 GB.");
        var content = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var count = 0;
            while (count < length && RandomAccess.Read(file, content.AsSpan(count, (int)length - count), count) is var more and > 0)
                count += more;
            return (content, count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ArrayPool<byte>.Shared.Return(content);
            throw Unreadable(path, e);
        }
    }

    private static ImageException Unreadable(string path, Exception e) => e is not (FileNotFoundException or DirectoryNotFoundException)
        ? new ImageException($"The file {path} cannot be read: {e.Message}", e)
        : new ImageException(Directory.Exists(path) ? $"The file {path} cannot be read: it is a folder." : $"The file {path} does not exist.", e);
}
