namespace MtlDsl.TestSupport;

/// <summary>Real data sets and weights, which are no part of the repository.</summary>
internal static class SharedData
{
    /// <summary>The folder that MTLDSL_TEST_DATA names, else shared/data beside the repository. It may be missing.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("MTLDSL_TEST_DATA") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>The path of a file or folder. Skips the test where it is missing.</summary>
    public static string Find(string name)
    {
        var path = Path.Combine(Root, name);
        Skip.IfNot(Path.Exists(path), $"There is no {name}: set MTLDSL_TEST_DATA to the folder of the real data.");
        return path;
    }
}
