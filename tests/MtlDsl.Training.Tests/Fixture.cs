namespace MtlDsl.Training.Tests;

/// <summary>Finds the small files beside the tests.</summary>
internal static class Fixture
{
    /// <summary>A file of the folder Fixtures.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
}
