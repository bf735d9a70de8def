using System.Runtime.CompilerServices;

namespace MtlDsl.Documentation.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] skipped = ["bin", "obj", "node_modules", "artifacts", "runs"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The pages a person reads, by their paths from the root.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [.. Files("", "*.md", SearchOption.TopDirectoryOnly), .. Files("docs", "*.md"), .. Files("examples", "*.md")];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Files of a folder that belong to the repository, by their paths from the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern, SearchOption depth = SearchOption.AllDirectories) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, depth)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(skipped.Contains))
            .Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;
}
