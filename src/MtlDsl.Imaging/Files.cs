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
    /// Writes beside the file and then moves it there, so that half a file is never found; devices and pipes are written to as they are. Unlike
    /// <see cref="OutputFile"/> it does not wait for the disk, as pictures come by the thousand.
    /// </summary>
    /// <exception cref="ImageException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string? temporary = null;
        try
        {
            if (Paths.IsSpecial(path))
            {
                using var special = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                special.Write(bytes);
                return;
            }
            var full = Paths.Target(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            temporary = $"{full}.{Guid.NewGuid():n}.tmp";
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
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
