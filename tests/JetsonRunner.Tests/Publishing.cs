using System.Diagnostics;

namespace JetsonRunner.Tests;

/// <summary>Publishes programs into a folder of its own, apart from what the tests were built from; what several need is compiled once.</summary>
public sealed class Publishing : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Publishes a program of the examples.</summary>
    /// <returns>The folder, or what the build said in place of making it.</returns>
    public (string Folder, string? Fault) Publish(string project, string name, params string[] arguments)
    {
        var output = folder[name];
        var (exitCode, said) = Run("dotnet",
        [
            "publish", Path.Combine(Repository.Root, "examples", project), "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false",
            "--artifacts-path", folder["artifacts"], "-o", output, .. arguments,
        ]);
        return (output, exitCode == 0 ? null : said);
    }

    /// <summary>Runs a program to its end, with a home folder of its own.</summary>
    public (int ExitCode, string Said) Run(string program, IEnumerable<string> arguments, string? home = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (home is not null)
            foreach (var variable in (string[])["HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"])
                start.Environment[variable] = home;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>A new folder that is empty.</summary>
    public string Empty(string name) => Directory.CreateDirectory(folder[name]).FullName;

    /// <summary>Whether a program is on the path.</summary>
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}
