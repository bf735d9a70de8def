namespace MtlDsl.Imaging;

/// <summary>Finds the image files that a command line names.</summary>
public static class ImageFiles
{
    /// <summary>
    /// Files and network addresses as they are named, and the images of folders in the order of their names; hidden ones, whose names begin with a dot, are passed
    /// over. A folder that cannot be read stands for itself, so that it is told of as an image that cannot be read is.
    /// </summary>
    /// <exception cref="FileNotFoundException">A path is neither, or a folder holds no image.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Expand)];

    private static IReadOnlyList<string> Expand(string path)
    {
        if (VideoFrames.IsAddress(path) || File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException(Printable.Escape($"There is no image or folder {path}."), path);
        string[] found;
        try
        {
            found = [.. Directory.EnumerateFiles(path).Where(IsImage).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [path];
        }
        return found.Length > 0 ? found : throw new FileNotFoundException($"The folder {path} holds no image ({string.Join(", ", ImageFile.Extensions)}).", path);

        static bool IsImage(string file) =>
            !Path.GetFileName(file).StartsWith('.') && ImageFile.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant());
    }
}
