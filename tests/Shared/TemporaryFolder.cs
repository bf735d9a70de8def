namespace MtlDsl.TestSupport;

/// <summary>A folder for the files of one test, removed in the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mtldsl-tests-");

    public string FullName => folder.FullName;

    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <summary>Names of the files in the folder and in those below.</summary>
    public IEnumerable<string> Files => folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name);

    public void Dispose() => folder.Delete(recursive: true);
}
