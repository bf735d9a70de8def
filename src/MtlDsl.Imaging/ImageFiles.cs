using MtlDsl.Messages;

namespace MtlDsl.Imaging;

/// <summary>Finds the image files that a command line or a data set names.</summary>
public static class ImageFiles
{
    /// <summary>The extensions of the formats that are read, with the dot, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".gif", ".tif", ".tiff", ".webp"];

    /// <summary>Whether a file is an image by its name. Hidden ones, whose names begin with a dot, are what systems leave beside images.</summary>
    public static bool IsImage(string path) => !Path.GetFileName(path).StartsWith('.') && Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>
    /// Files and network addresses as they are named, and the images of folders in the order of their names. A folder that cannot be read stands
    /// for itself, so that it is told of as an image that cannot be read is.
    /// </summary>
    /// <exception cref="FileNotFoundException">A path is neither, or a folder holds no image.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Expand)];

    private static IReadOnlyList<string> Expand(string path)
    {
        if (VideoFrames.IsAddress(path) || File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException(Printable.Line($"There is no image or folder {path}."), path);
        string[] found;
        try
        {
            found = [.. Directory.EnumerateFiles(path).Where(IsImage).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [path];
        }
        return found.Length > 0
            ? found
            : throw new FileNotFoundException(Printable.Line($"The folder {path} holds no image ({string.Join(", ", Extensions)})."), path);
    }
}
