using System.Runtime.CompilerServices;

namespace MtlDsl.Training.Tests.Data;

/// <summary>Finds the folder with real data sets, which is no part of the repository.</summary>
internal static class TestData
{
    public static string Folder(string dataset)
    {
        var path = Path.Combine(Root(), dataset);
        Skip.IfNot(Directory.Exists(path), $"There is no data set '{dataset}' in MTLDSL_TEST_DATA or beside the repository.");
        return path;
    }

    private static string Root([CallerFilePath] string file = "")
    {
        if (Environment.GetEnvironmentVariable("MTLDSL_TEST_DATA") is { Length: > 0 } named)
            return named;
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "MtlDsl.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? "", "..", "shared", "data");
    }
}
