namespace MtlDsl.Layers.Tests;

/// <summary>What PyTorch makes of the networks: files that a script of this project writes once for all tests.</summary>
public sealed class PyTorch : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HashSet<string> made = [];

    /// <summary>A file that a script writes when it is run with a folder. Skips the test where there is no PyTorch.</summary>
    public string Find(string script, string file)
    {
        Python.Require("torch", "torchvision");
        if (made.Add(script))
            Python.RunFile(Script(script), folder.FullName);
        return folder[file];
    }

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public void Dispose() => folder.Dispose();
}
