namespace MtlDsl.Training.Recording;

/// <summary>Which commit is checked out in a folder, read from git's own files, so that no git is needed.</summary>
internal static class GitCommit
{
    /// <summary>The commit of the checkout that a folder lies in; null where it lies in none.</summary>
    public static string? Of(string folder)
    {
        try
        {
            return Find(new DirectoryInfo(folder)) is { } git ? Read(git) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            var git = Path.Combine(folder.FullName, ".git");
            if (Directory.Exists(git))
                return git;
            // A further working tree, or a submodule, names the folder: "gitdir: PATH".
            if (File.Exists(git) && File.ReadAllText(git).Trim().Split(": ", 2) is ["gitdir", var elsewhere])
                return Path.GetFullPath(elsewhere, folder.FullName);
        }
        return null;
    }

    private static string? Read(string git)
    {
        if (File.ReadAllText(Path.Combine(git, "HEAD")).Trim().Split(": ", 2) is not ["ref", var name])
            return File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        // A further working tree shares its branches with the first one.
        var shared = Path.Combine(git, "commondir") is var file && File.Exists(file) ? Path.GetFullPath(File.ReadAllText(file).Trim(), git) : git;
        var loose = Path.Combine(shared, name);
        if (File.Exists(loose))
            return File.ReadAllText(loose).Trim();
        var packed = Path.Combine(shared, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).FirstOrDefault(line => line.EndsWith($" {name}", StringComparison.Ordinal))?.Split(' ')[0]
            : null;
    }
}
