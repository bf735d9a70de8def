using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace MtlDsl.TestSupport;

/// <summary>Runs Python, to compare with libraries that this machine may have.</summary>
internal static class Python
{
    private static readonly ConcurrentDictionary<string, bool> importable = new();

    // Debian's PyTorch belongs to Debian's Python, which need not be the first on the path.
    private static readonly string interpreter =
        Environment.GetEnvironmentVariable("MTLDSL_PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";

    /// <summary>Skips the test where there is no Python, or one that lacks a module.</summary>
    public static void Require(params string[] modules)
    {
        Skip.IfNot(File.Exists(interpreter), $"There is no {interpreter}: set MTLDSL_PYTHON to a Python.");
        foreach (var module in modules)
            Skip.IfNot(
                importable.GetOrAdd(module, name => Start(["-c", $"import {name}"], "").ExitCode == 0),
                $"{interpreter} cannot import {module}: set MTLDSL_PYTHON to a Python that can.");
    }

    /// <summary>What a script file prints.</summary>
    public static string RunFile(string script, params string[] arguments) => Run([script, .. arguments], "");

    /// <summary>What a few lines print that may read <paramref name="input"/>.</summary>
    public static string RunLines(string lines, string input = "") => Run(["-c", lines], input);

    private static string Run(string[] arguments, string input)
    {
        var (exitCode, output, error) = Start(arguments, input);
        exitCode.ShouldBe(0, output + error);
        return output;
    }

    private static (int ExitCode, string Output, string Error) Start(string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code and message say why.
        }
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
