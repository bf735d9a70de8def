namespace MtlDsl.Documentation.Tests;

/// <summary>The files of the repository that the tests read.</summary>
internal static class Documents
{
    private static readonly string[] skipped = ["bin", "obj", "node_modules", "artifacts", "runs"];

    /// <summary>The pages a person reads, by their paths from the root.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [.. Files("", "*.md", SearchOption.TopDirectoryOnly), .. Files("docs", "*.md"), .. Files("examples", "*.md")];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    /// <summary>Files of a folder that belong to the repository, by their paths from the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern, SearchOption depth = SearchOption.AllDirectories) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, depth)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(skipped.Contains))
            .Order(StringComparer.Ordinal);
}
