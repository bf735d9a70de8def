namespace MtlDsl.Imaging;

/// <summary>Whole files in and out, with errors that name them.</summary>
internal static class Files
{
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageException($"The file {path} does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"The file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What the native part encoded for a file.</summary>
    public static byte[] Content(string path, int encoded, NativeBytes handle, long length)
    {
        var bytes = new byte[length];
        return encoded != 0 && Native.mtldsl_bytes_copy(handle, bytes) != 0
            ? bytes
            : throw new ImageException($"The file {path} cannot be written: {Native.Error}.");
    }

    /// <summary>Writes what the native part encoded beside the file and then moves it there, so that half a file is never found.</summary>
    public static void Write(string path, int encoded, NativeBytes handle, long length)
    {
        using (handle)
        {
            var bytes = Content(path, encoded, handle, length);
            var full = Path.GetFullPath(path);
            var temporary = $"{full}.{Guid.NewGuid():n}.tmp";
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
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
    }
}
