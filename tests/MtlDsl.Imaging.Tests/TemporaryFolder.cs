namespace MtlDsl.Imaging.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mtldsl-imaging-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public IEnumerable<string> Files => folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => f.Name);

    public void Dispose() => folder.Delete(recursive: true);
}
