namespace MtlDsl.App;

/// <summary>A folder that files are written to one after another, of which some would be lost without a word if it were deleted in between.</summary>
/// <param name="path">The folder; it is made when the first file is.</param>
internal sealed class OutputFolder(string path)
{
    private int files;

    /// <summary>The path of the next file.</summary>
    /// <exception cref="IOException">The folder is gone, and the files before with it.</exception>
    public string Next(string name)
    {
        Check();
        if (files++ == 0)
            Directory.CreateDirectory(path);
        return Path.Combine(path, name);
    }

    /// <summary>Makes sure that the folder is still there.</summary>
    /// <exception cref="IOException">It is not, though files were written.</exception>
    public void Check()
    {
        if (files > 0 && !Directory.Exists(path))
            throw new IOException($"{path} was deleted or moved while files were written to it; the {files} so far are lost.");
    }
}
