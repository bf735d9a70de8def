namespace MtlDsl.Training.Tests;

/// <summary>Finds what the tests read: small files beside the tests, and real data where the machine has it.</summary>
internal static class Fixture
{
    /// <summary>A file of the folder Fixtures.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>
    /// A file or folder of the real data: in the folder that MTLDSL_TEST_DATA names, else in shared/data beside the repository.
    /// Skips the test where it is missing.
    /// </summary>
    public static string RealData(string name)
    {
        var root = Environment.GetEnvironmentVariable("MTLDSL_TEST_DATA") ?? BesideRepository();
        var path = root is null ? null : System.IO.Path.Combine(root, name);
        Skip.IfNot(path is not null && System.IO.Path.Exists(path), $"no {name}: set MTLDSL_TEST_DATA to the folder of the real data");
        return path;
    }

    private static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props")))
                return System.IO.Path.Combine(folder.Parent!.FullName, "shared", "data");
        return null;
    }
}
