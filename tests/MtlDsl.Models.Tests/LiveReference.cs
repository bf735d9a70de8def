using System.Diagnostics;

namespace MtlDsl.Models.Tests;

/// <summary>A folder with what PyTorch made of the networks.</summary>
internal sealed class LiveReference : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mtldsl-");

    public static LiveReference Run()
    {
        Skip.IfNot(System.IO.File.Exists(Reference.Networks), "The PyTorch networks do not lie beside this checkout.");
        var live = new LiveReference();
        Python("import torch, torchvision", "live", Reference.Networks, live.folder.FullName);
        return live;
    }

    /// <summary>Runs networks.py, where there is a Python with what it needs.</summary>
    public static string Python(string needs, params string[] arguments)
    {
        var python = Environment.GetEnvironmentVariable("MTLDSL_PYTHON") ?? "/usr/bin/python3";
        Skip.IfNot(System.IO.File.Exists(python), $"There is no {python}.");
        Skip.IfNot(Start(python, "-c", needs).ExitCode == 0, $"{python} cannot {needs}.");
        var (exitCode, output) = Start(python, [Reference.Script, .. arguments]);
        exitCode.ShouldBe(0, output);
        return output;
    }

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);

    private static (int ExitCode, string Output) Start(string python, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
